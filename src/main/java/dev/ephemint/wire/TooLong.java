package dev.ephemint.wire;

import java.net.ProtocolException;

/** There is more of a body than whoever asked for it takes. */
public final class TooLong extends ProtocolException {

    private static final long serialVersionUID = 1L;

    TooLong(int most) {
        super("the server sent a body of more than " + most + " bytes");
    }
}
