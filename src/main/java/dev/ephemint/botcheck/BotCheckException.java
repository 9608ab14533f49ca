package dev.ephemint.botcheck;

/** The caller is not known to be a person. Nothing of the token or the verdict is kept. */
public final class BotCheckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The verdict says no, or is about another site or action. */
        FAILED,
        /** There is no verdict: the verifier is down, or does not accept our secret. */
        UNREACHABLE
    }

    private final Reason reason;

    BotCheckException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
