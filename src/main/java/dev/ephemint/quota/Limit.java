package dev.ephemint.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * How much is allowed in a window of time. Windows are fixed and start with the epoch: of an hour, on the hour, UTC.
 *
 * @param units how many client secrets, at least 1
 * @param per the length of a window, in whole seconds
 */
public record Limit(int units, Duration per) {

    /** The window that {@code now} is in, by the second it starts. */
    long window(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), per.toSeconds()) * per.toSeconds();
    }

    /** How long the window that started at {@code window} still lasts: at least a second, at most a whole window. */
    Duration left(long window, Instant now) {
        long seconds = window + per.toSeconds() - now.getEpochSecond();
        return Duration.ofSeconds(Math.max(1, Math.min(seconds, per.toSeconds())));
    }
}
