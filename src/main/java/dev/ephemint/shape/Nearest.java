package dev.ephemint.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a typo most likely meant. */
final class Nearest {

    private Nearest() {}

    /** The closest of {@code names}, if it is at most a third of {@code typed} away, or two letters swapped. */
    static Optional<String> to(String typed, Collection<String> names) {
        int limit = typed.length() <= 4 ? 1 : Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(typed, name) <= limit)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
