package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;

import dev.ephemint.key.ApiKey;
import dev.ephemint.openai.Outcome.Lost;

/** One attempt at one of OpenAI's endpoints, retries aside. */
@FunctionalInterface
interface Attempt {

    /** What came of sending {@code request} for {@code user}, by {@code deadline} at the latest; never throws. */
    Outcome make(Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline);

    /** What came of asking for the model called {@code id}, by {@code deadline} at the latest; never throws. */
    default Outcome model(String id, ApiKey key, Deadline deadline) {
        return new Lost(Failures.late(), false);
    }

    /**
     * Opens a connection for later attempts; never throws, and sends no key.
     *
     * @param patience how long to wait for it; after that it goes on by itself, until {@code deadline}
     */
    default void open(Duration patience, Deadline deadline) {}

    /** Closes what {@link #open} left open; never throws. */
    default void close(Duration patience) {}
}
