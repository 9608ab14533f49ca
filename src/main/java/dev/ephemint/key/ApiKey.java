package dev.ephemint.key;

import java.util.Optional;

/**
 * The key that client secrets are minted with; never printed.
 *
 * @param value the key itself
 */
public record ApiKey(String value) {

    /** Stands in where none could be read; start-up is refused then. */
    public static final ApiKey NONE = new ApiKey("none");

    /** What is wrong with {@code text} as a key, without quoting any of it; empty where nothing is. */
    public static Optional<String> fault(String text) {
        if (text.isBlank()) {
            return Optional.of("the API key is blank");
        }
        if (text.contains("${") || text.contains("{{")) {
            return Optional.of("the API key is a reference that was never resolved");
        }
        if (text.indexOf('"') >= 0 || text.indexOf('\'') >= 0) {
            return Optional.of("the API key has quotes around it");
        }
        boolean header = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return header ? Optional.empty() : Optional.of("the API key has spaces, line breaks or other odd characters");
    }

    @Override
    public String toString() {
        return "ApiKey[…]";
    }
}
