package dev.ephemint.wire;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of responses come from. */
@FunctionalInterface
public interface Source {

    /** Waits for bytes and takes 1 to {@code length} of them, as {@link InputStream#read(byte[], int, int)}; -1 for the end. */
    int read(byte[] bytes, int from, int length) throws IOException;
}
