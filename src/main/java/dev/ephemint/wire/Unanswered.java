package dev.ephemint.wire;

import java.net.SocketException;

/** The connection ended before anything of a response came. */
public final class Unanswered extends SocketException {

    private static final long serialVersionUID = 1L;

    Unanswered(Throwable cause) {
        super("the connection ended before a response");
        initCause(cause);
    }
}
