package dev.ephemint.openai;

import dev.ephemint.key.ApiKey;

/** One attempt at one of OpenAI's endpoints, retries aside. */
@FunctionalInterface
interface Attempt {

    /** What came of sending {@code request}, by {@code deadline} at the latest; never throws. */
    Outcome make(Operation operation, ApiKey key, byte[] request, Deadline deadline);
}
