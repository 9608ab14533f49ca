package dev.ephemint.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The body of a request, as far as it is written. */
final class Content extends ByteArrayOutputStream {

    /** What is written so far, without the copy that {@link #toByteArray} makes. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(buf, 0, count);
    }
}
