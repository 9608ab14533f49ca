package dev.ephemint.mint;

import dev.ephemint.shape.Alphabet;

/** JSON pointers (RFC 6901) into a request. */
public final class Pointer {

    private static final Alphabet PLAIN = Alphabet.of("A-Za-z0-9_.-");
    private static final int LONGEST = 64;

    private Pointer() {}

    /** The place of {@code name} below {@code parent}; the parent itself where the name is too odd to repeat. */
    public static String below(String parent, String name) {
        return PLAIN.spells(name, LONGEST) ? parent + "/" + name : parent;
    }
}
