package dev.ephemint.shape;

import java.util.Arrays;

/** Some characters of ASCII. Says what a simple regular expression says, at a small part of its cost to every request. */
public final class Alphabet {

    /** What {@code \d} is in a regular expression. */
    public static final Alphabet DIGITS = of("0-9");

    /** What {@code \s} is in a regular expression. */
    public static final Alphabet SPACES = of(" \t\n\u000b\f\r");

    private final boolean[] holds = new boolean[128];

    private Alphabet() {}

    /** What {@code [ranges]} is in a regular expression: {@code a-z0-9-} is a letter, a digit or a dash. Nothing is escaped. */
    public static Alphabet of(String ranges) {
        Alphabet alphabet = new Alphabet();
        for (int i = 0; i < ranges.length(); i++) {
            char first = ranges.charAt(i);
            boolean range = i + 2 < ranges.length() && ranges.charAt(i + 1) == '-';
            i += range ? 2 : 0;
            Arrays.fill(alphabet.holds, first, ranges.charAt(i) + 1, true);
        }
        return alphabet;
    }

    /** Whether {@code c} is one of its characters. */
    public boolean holds(char c) {
        return c < holds.length && holds[c];
    }

    /** Whether {@code text} is 1 to {@code longest} of its characters, and nothing else. */
    public boolean spells(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && end(text, 0) == text.length();
    }

    /** Where its characters, of which there may be none, end in {@code text}, from {@code start} on. */
    public int end(String text, int start) {
        int end = start;
        while (end < text.length() && holds(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
