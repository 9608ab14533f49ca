package dev.ephemint.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a SmallRye property name into its steps: {@code tools[1].headers."x.y"} gives {@code tools}, {@code [1]},
 * {@code headers}, {@code x.y}.
 */
final class PropertyName {

    private PropertyName() {}

    /** One step down the tree: a name, or an index into a list. */
    sealed interface Step {
        record Name(String name) implements Step {}

        record Index(int index) implements Step {}
    }

    /** The steps of {@code name}; empty where brackets or quotes do not close. */
    static Optional<List<Step>> steps(String name) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < name.length()) {
            char c = name.charAt(at);
            int end;
            if (c == '"') {
                end = name.indexOf('"', at + 1);
                if (end < 0) {
                    return Optional.empty();
                }
                steps.add(new Step.Name(name.substring(at + 1, end)));
                at = end + 1;
            } else if (c == '[') {
                end = name.indexOf(']', at);
                Optional<Step> index = end < 0 ? Optional.empty() : index(name.substring(at + 1, end));
                if (index.isEmpty()) {
                    return Optional.empty();
                }
                steps.add(index.get());
                at = end + 1;
            } else if (c == '.') {
                at++;
            } else {
                end = at;
                while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
                    end++;
                }
                steps.add(new Step.Name(name.substring(at, end)));
                at = end;
            }
        }
        return Optional.of(steps);
    }

    private static Optional<Step> index(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 4 && digits.chars().allMatch(d -> d >= '0' && d <= '9');
        return plain ? Optional.of(new Step.Index(Integer.parseInt(digits))) : Optional.empty();
    }
}
