package dev.ephemint.openai;

import java.util.Optional;

import dev.ephemint.key.ApiKey;

/** One attempt at one of OpenAI's endpoints, retries aside. */
@FunctionalInterface
interface Attempt {

    /** What came of sending {@code request} for {@code user}, by {@code deadline} at the latest; never throws. */
    Outcome make(Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline);

    /** Opens a connection for later attempts, if that is done by {@code deadline}; never throws, and sends no key. */
    default void open(Deadline deadline) {}
}
