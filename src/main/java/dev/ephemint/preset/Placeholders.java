package dev.ephemint.preset;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.ephemint.shape.Alphabet;

/** Placeholders such as {@code {{customer_name}}} in instructions. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    private static final Alphabet NAME = Alphabet.of("A-Za-z0-9_");

    private Placeholders() {}

    /** The names that stand in {@code text}. */
    static Set<String> in(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** {@code text} with the placeholder of each value replaced once; what is filled in is never looked at again. */
    static String fill(String text, Map<String, String> values) {
        StringBuilder filled = new StringBuilder(text.length());
        int done = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", Math.max(open + 1, done))) {
            int start = Alphabet.SPACES.end(text, open + 2);
            int end = NAME.end(text, start);
            int close = Alphabet.SPACES.end(text, end);
            String value = values.get(text.substring(start, end));
            if (value != null && text.startsWith("}}", close)) {
                filled.append(text, done, open).append(value);
                done = close + 2;
            }
        }
        return filled.append(text, done, text.length()).toString();
    }
}
