package dev.ephemint.local;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The client secrets that the stand-in has minted. */
final class EphemeralKeys {
    private final String prefix;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    /** {@code prefix}: what every value begins with. */
    EphemeralKeys(String prefix, Clock clock) {
        this.prefix = prefix;
        this.clock = clock;
    }

    record Key(String value, String kind, Instant expires) {}

    Key mint(String kind, long seconds) {
        var key = new Key(prefix + random(16), kind, clock.instant().plusSeconds(seconds));
        keys.put(key.value(), key);
        return key;
    }

    /** The key, if it was minted here and has not expired. */
    Optional<Key> find(String value) {
        return Optional.ofNullable(keys.get(value))
                .filter(key -> clock.instant().isBefore(key.expires()));
    }

    String random(int bytes) {
        var some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }
}
