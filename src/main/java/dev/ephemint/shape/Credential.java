package dev.ephemint.shape;

import java.util.List;
import java.util.regex.Pattern;

/** Tells text that looks like a credential: an API key, a client secret, a bearer token, a JWT. */
public final class Credential {

    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "\\b(?:sk|ek|pk|rk)[-_](?=[a-z_-]*[0-9]|[a-z_-]{24})[A-Za-z0-9_-]{8,}"
                    + "|\\bBearer\\s+(?=[a-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{12,}"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}|\\b(?:ghp|gho|xox[abp])[-_][A-Za-z0-9-]{10,}"
                    + "|\\bAKIA[A-Z0-9]{16}\\b",
            Pattern.CASE_INSENSITIVE);

    /** What the pattern above matches begins with one of these, begins a word, and is no shorter than this. */
    private static final List<String> STARTS =
            List.of("sk", "ek", "pk", "rk", "bearer", "eyj", "ghp", "gho", "xox", "akia");

    private static final Alphabet WORD = Alphabet.of("A-Za-z0-9_");
    private static final int SHORTEST = 11;

    private Credential() {}

    /** {@code text} with everything left out that looks like a credential. */
    public static String hide(String text) {
        return LOOKS_LIKE_ONE.matcher(text).replaceAll("…");
    }

    /** Whether {@code text} holds something that looks like a credential; a word without any digit rarely is one. */
    public static boolean in(String text) {
        return mayBeIn(text) && LOOKS_LIKE_ONE.matcher(text).find();
    }

    /** Spares most texts the pattern, which every request would have to wait for. */
    static boolean mayBeIn(String text) {
        for (int at = 0; at <= text.length() - SHORTEST; at++) {
            if ((at == 0 || !WORD.holds(text.charAt(at - 1))) && mayBeAt(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeAt(String text, int at) {
        for (String start : STARTS) {
            if (text.regionMatches(true, at, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }
}
