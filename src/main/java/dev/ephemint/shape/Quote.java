package dev.ephemint.shape;

import java.util.regex.Pattern;

/** Shows a value in a message, unless it could be a credential or would break the line. */
public final class Quote {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ._:/+@-]{1,48}");

    private Quote() {}

    /** {@code text} in quotes, or "the value" where it is long, has odd characters or looks like a key. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() && !Credential.in(text) ? "\"" + text + "\"" : "the value";
    }
}
