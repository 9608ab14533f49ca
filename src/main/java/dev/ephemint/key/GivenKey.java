package dev.ephemint.key;

import java.util.Optional;

/** A key that stays as it was configured. */
record GivenKey(ApiKey key) implements KeySource {

    @Override
    public ApiKey current() {
        return key;
    }

    @Override
    public Optional<ApiKey> insteadOf(ApiKey refused) {
        return Optional.empty();
    }
}
