package dev.ephemint.preset;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that a caller may fill into the instructions.
 *
 * @param maxLength the most characters (code points) it may have
 * @param pattern what the whole value has to match, if anything
 * @param fallback used where the caller gives none; empty where the caller has to
 */
public record Variable(int maxLength, Optional<Pattern> pattern, Optional<String> fallback) {

    /** Whether {@code value} may be filled in. */
    public boolean accepts(String value) {
        return value.codePointCount(0, value.length()) <= maxLength
                && pattern.map(p -> p.matcher(value).matches()).orElse(true);
    }
}
