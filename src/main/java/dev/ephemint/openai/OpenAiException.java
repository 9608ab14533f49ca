package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;

/** OpenAI did not mint a client secret. Nothing of its answer's text is kept. */
public final class OpenAiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is no secret. */
    public enum Reason {
        /** It refused the session or the key: the operator has to mend something. */
        REJECTED,
        /** It answered what no client secret can be read from. */
        INVALID,
        /** It could not be reached, or failed by itself. */
        UNREACHABLE,
        /** It has too much to do, or the account's limit is reached. */
        BUSY,
        /** The deadline passed. */
        TIMEOUT
    }

    private final Reason reason;
    private final transient Optional<Duration> retryAfter;

    OpenAiException(Reason reason, String message) {
        this(reason, Optional.empty(), message);
    }

    OpenAiException(Reason reason, Optional<Duration> retryAfter, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Why there is no secret. */
    public Reason reason() {
        return reason;
    }

    /** When to ask again, where OpenAI said so: 1 to 60 seconds, whatever it said. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
