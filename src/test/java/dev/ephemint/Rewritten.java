package dev.ephemint;

import java.util.List;
import java.util.Locale;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts around the edge of a rule, by which code of ours is held to the regular expression that says the same. */
public final class Rewritten {

    /** Characters that regular expressions and programs like to take for others, or for none. */
    private static final String ODD =
            "\u0000\t\n\u000b\f\r \u0085\u00a0\u2003\u2028\u2029\ufeff\u017f\u212a\u0130\u0131"
                    + "\u0660\u0301\ud83d\ude00\ud800\udc00\uff21\"'-_.;:,=/+@[\\]^`{|}~!";

    private Rewritten() {}

    /** One of {@code good}, or of what {@code good} is made of: now and then as it is, mostly with one to three changes. */
    public static Arbitrary<String> texts(String... good) {
        List<String> all = List.of(good);
        return Arbitraries.randomValue(random -> {
            StringBuilder text = new StringBuilder(any(all, random));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                change(text, all, random);
            }
            return text.toString();
        });
    }

    private static void change(StringBuilder text, List<String> good, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = at + random.nextInt(Math.min(3, text.length() - at + 1));
        switch (random.nextInt(6)) {
            case 0 -> text.insert(at, character(random));
            case 1 -> text.replace(at, Math.min(at + 1, text.length()), character(random));
            case 2 -> text.delete(at, end);
            case 3 -> text.insert(at, part(any(good, random), random));
            case 4 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(40)));
            default -> {
                String swapped = text.substring(at, end);
                text.replace(
                        at,
                        end,
                        random.nextBoolean() ? swapped.toUpperCase(Locale.ROOT) : swapped.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String part(String text, Random random) {
        int start = random.nextInt(text.length() + 1);
        return text.substring(start, start + random.nextInt(text.length() - start + 1));
    }

    private static String character(Random random) {
        return String.valueOf(
                switch (random.nextInt(4)) {
                    case 0 -> ODD.charAt(random.nextInt(ODD.length()));
                    case 1 -> (char) random.nextInt(0x10000);
                    default -> (char) random.nextInt(0x80);
                });
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
