package dev.ephemint.mint;

import java.util.regex.Pattern;

/** JSON pointers (RFC 6901) into a request. */
public final class Pointer {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private Pointer() {}

    /** The place of {@code name} below {@code parent}; the parent itself where the name is too odd to repeat. */
    public static String below(String parent, String name) {
        return PLAIN.matcher(name).matches() ? parent + "/" + name : parent;
    }
}
