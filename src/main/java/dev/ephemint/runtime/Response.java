package dev.ephemint.runtime;

import dev.ephemint.wire.Head;

/**
 * A whole response.
 *
 * @param keepsConnection whether another request may follow over the same one
 */
record Response(Head head, byte[] body, boolean keepsConnection) {

    /** The same, with nothing to follow it. */
    Response last() {
        return new Response(head, body, false);
    }

    /** Without the body, which is what a caller said. */
    @Override
    public String toString() {
        return "Response[" + head.status() + ", " + body.length + " bytes]";
    }
}
