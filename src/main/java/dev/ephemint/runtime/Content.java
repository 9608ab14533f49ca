package dev.ephemint.runtime;

import java.io.ByteArrayOutputStream;

/** The body of a request, as far as it is written. */
final class Content extends ByteArrayOutputStream {

    /** Copies it to the end of {@code message}, without the copy that {@link #toByteArray} makes. */
    void copyToEndOf(byte[] message) {
        System.arraycopy(buf, 0, message, message.length - count, count);
    }
}
