package dev.ephemint.runtime;

import java.net.SocketException;

/** The connection ended before anything of a response came. */
final class Unanswered extends SocketException {

    private static final long serialVersionUID = 1L;

    Unanswered(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
