package dev.ephemint.http;

/** Tells characters that have no place in what a caller sends: they break log lines, or make text look like other text. */
final class Characters {

    private Characters() {}

    /** Whether {@code text} has a control character, a line separator, a direction override or half a surrogate pair. */
    static boolean areForbidden(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isForbidden(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                || c == 0xFEFF;
    }
}
