package dev.ephemint.shape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads UTF-8 strictly, at the cost of reading it leniently. */
public final class Utf8 {

    /** What the JDK writes for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** The text that {@code bytes} are in UTF-8; empty where they are none. */
    public static Optional<String> text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean whole = text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return whole ? Optional.of(text) : Optional.empty();
    }
}
