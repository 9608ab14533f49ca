package dev.ephemint.openai;

/** One attempt at one of OpenAI's endpoints, retries aside. */
@FunctionalInterface
interface Attempt {

    /** What came of sending {@code request}, by {@code deadline} at the latest; never throws. */
    Outcome make(Operation operation, ApiKey key, byte[] request, Deadline deadline);

    /** Opens a connection for later attempts, if that is done by {@code deadline}; never throws, and sends no key. */
    default void open(Deadline deadline) {}
}
