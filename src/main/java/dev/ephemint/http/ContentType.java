package dev.ephemint.http;

import java.util.List;
import java.util.Locale;

import dev.ephemint.shape.Alphabet;

/** Reads what a request says its body is (RFC 9110, section 8.3). */
final class ContentType {

    private static final String JSON = "application/json";
    private static final List<String> UTF_8 = List.of("charset=utf-8", "charset=\"utf-8\"");
    private static final Alphabet BLANKS = Alphabet.of(" \t");

    private ContentType() {}

    /** Whether {@code value} is JSON, with no other parameter than a charset of UTF-8. */
    static boolean isJsonInUtf8(String value) {
        String type = value.toLowerCase(Locale.ROOT);
        if (!type.startsWith(JSON)) {
            return false;
        }
        int end = BLANKS.end(type, JSON.length());
        return end == type.length() || type.charAt(end) == ';' && isUtf8(type, BLANKS.end(type, end + 1));
    }

    private static boolean isUtf8(String type, int start) {
        for (String charset : UTF_8) {
            if (type.startsWith(charset, start) && BLANKS.end(type, start + charset.length()) == type.length()) {
                return true;
            }
        }
        return false;
    }
}
