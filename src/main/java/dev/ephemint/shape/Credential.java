package dev.ephemint.shape;

import java.util.regex.Pattern;

/** Tells text that looks like a credential: an API key, a client secret, a bearer token, a JWT. */
public final class Credential {

    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "\\b(?:sk|ek|pk|rk)[-_][A-Za-z0-9_-]{8,}|\\bBearer\\s+[A-Za-z0-9._~+/-]{12,}"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}|\\b(?:ghp|gho|xox[abp])[-_][A-Za-z0-9-]{10,}"
                    + "|\\bAKIA[A-Z0-9]{16}\\b",
            Pattern.CASE_INSENSITIVE);

    private Credential() {}

    /** Whether {@code text} holds something that looks like a credential. */
    public static boolean in(String text) {
        return LOOKS_LIKE_ONE.matcher(text).find();
    }
}
