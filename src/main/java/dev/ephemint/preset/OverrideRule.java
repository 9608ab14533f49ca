package dev.ephemint.preset;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.shape.Shape;

/**
 * A value in the session that a caller may choose, and from what.
 *
 * @param path its place, step by step
 * @param shape what OpenAI accepts there
 * @param bound what the preset allows of that
 */
public record OverrideRule(List<String> path, Shape shape, Bound bound) {

    public OverrideRule {
        path = List.copyOf(path);
    }

    /** Whether a caller may set {@code value}. */
    public boolean accepts(JsonNode value) {
        return shape.accepts(value) && bound.allows(value);
    }

    /** What a preset allows. */
    public sealed interface Bound {

        /** Whether {@code value}, already of the right shape, is allowed. */
        boolean allows(JsonNode value);

        /** Whatever the shape accepts: flags and closed lists of words. */
        record Any() implements Bound {
            @Override
            public boolean allows(JsonNode value) {
                return true;
            }
        }

        /** One of the listed values; of a list, every item. */
        record Listed(List<JsonNode> values) implements Bound {
            @Override
            public boolean allows(JsonNode value) {
                if (value.isArray()) {
                    for (JsonNode item : value) {
                        if (!lists(item)) {
                            return false;
                        }
                    }
                    return true;
                }
                return lists(value);
            }

            private boolean lists(JsonNode value) {
                return values.stream()
                        .anyMatch(listed -> listed.isNumber() && value.isNumber()
                                ? listed.decimalValue().compareTo(value.decimalValue()) == 0
                                : listed.equals(value));
            }
        }

        /** A number within bounds, both inclusive. */
        record Within(BigDecimal min, BigDecimal max) implements Bound {
            @Override
            public boolean allows(JsonNode value) {
                return value.isNumber()
                        && value.decimalValue().compareTo(min) >= 0
                        && value.decimalValue().compareTo(max) <= 0;
            }
        }

        /** A text of at most {@code maxLength} characters that matches {@code pattern} as a whole. */
        record Matching(Pattern pattern, int maxLength) implements Bound {
            @Override
            public boolean allows(JsonNode value) {
                return value.isTextual()
                        && value.textValue().codePointCount(0, value.textValue().length()) <= maxLength
                        && pattern.matcher(value.textValue()).matches();
            }
        }
    }
}
