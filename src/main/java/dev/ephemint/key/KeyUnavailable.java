package dev.ephemint.key;

/** There is no API key to be had just now. The log has told the operator why; nothing here does. */
public final class KeyUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyUnavailable(String reason) {
        super(reason, null, false, false);
    }
}
