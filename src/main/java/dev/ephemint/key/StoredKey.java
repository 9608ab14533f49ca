package dev.ephemint.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/**
 * A key kept in a store and remembered for a while. One caller at a time asks the store; the others wait for its answer. A store
 * that is down does not matter while the last key still works.
 */
final class StoredKey implements KeySource {

    /** How long a key is used before the store is asked again. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** How long the store is left alone after it failed, or gave the key that was just refused. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger("dev.ephemint.key");

    private final Supplier<ApiKey> store;
    private final Clock clock;

    private Optional<ApiKey> held = Optional.empty();
    private Instant fetched = Instant.EPOCH;
    private Instant paused = Instant.EPOCH;

    /** {@code store} throws {@link KeyUnavailable}, after saying why in the log. */
    StoredKey(Supplier<ApiKey> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized ApiKey current() {
        if (held.isEmpty()) {
            return fetch();
        }
        if (within(fetched, MAX_AGE) || within(paused, PAUSE)) {
            return held.get();
        }
        ApiKey last = held.get();
        try {
            return fetch();
        } catch (KeyUnavailable e) {
            LOG.warn("key_stale: the last key stays in use until its store answers again");
            return last;
        }
    }

    @Override
    public synchronized Optional<ApiKey> insteadOf(ApiKey refused) {
        if (held.isPresent() && !held.get().equals(refused)) {
            return held;
        }
        if (held.isPresent() && within(paused, PAUSE)) {
            return Optional.empty();
        }
        held = Optional.empty();
        if (fetch().equals(refused)) {
            paused = clock.instant();
            return Optional.empty();
        }
        return held;
    }

    private ApiKey fetch() {
        if (within(paused, PAUSE)) {
            throw new KeyUnavailable("the store failed a moment ago");
        }
        try {
            ApiKey key = store.get();
            held = Optional.of(key);
            fetched = clock.instant();
            return key;
        } catch (KeyUnavailable e) {
            paused = clock.instant();
            throw e;
        }
    }

    /** False too where the clock was set back, so that nothing lasts longer than it should. */
    private boolean within(Instant since, Duration time) {
        Instant now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(time));
    }

    @Override
    public String toString() {
        return "StoredKey[…]";
    }
}
