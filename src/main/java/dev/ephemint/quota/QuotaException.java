package dev.ephemint.quota;

import java.time.Duration;
import java.util.Optional;

/** No unit could be taken. Holds nothing that tells who asked. */
public final class QuotaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    private QuotaException(String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    static QuotaException over(Duration retryAfter) {
        return new QuotaException("the quota is used up", Optional.of(retryAfter));
    }

    static QuotaException unavailable(String why) {
        return new QuotaException(why, Optional.empty());
    }

    /** When there are units again, at most a window; empty where it could not be counted at all. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
