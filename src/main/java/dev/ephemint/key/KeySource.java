package dev.ephemint.key;

import java.util.Optional;

/** Gives the API key. Thread-safe. */
public sealed interface KeySource permits GivenKey, StoredKey {

    /** A source that always gives {@code key}. */
    static KeySource given(ApiKey key) {
        return new GivenKey(key);
    }

    /**
     * The key to use now.
     *
     * @throws KeyUnavailable where there is none
     */
    ApiKey current();

    /**
     * Another key, after the upstream refused {@code refused} with 401: the key may have been rotated.
     *
     * @return empty where there is no other, so that the same key is never tried again at once
     * @throws KeyUnavailable where the store that might know cannot be read
     */
    Optional<ApiKey> insteadOf(ApiKey refused);
}
