package dev.ephemint.local.openai;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** What one line of {@code request-fields.txt} allows as a value. */
sealed interface FieldType {
    record Text(List<String> known, List<String> refused, Optional<Pattern> pattern) implements FieldType {}

    record Choice(List<String> values) implements FieldType {}

    record Numeric(boolean whole, Range range) implements FieldType {}

    record Bool() implements FieldType {}

    /** An object whose fields are the caller's own, with values of one of these types, or any if there are none. */
    record Free(List<FieldType> values) implements FieldType {}

    record ListOf(Range count, FieldType item) implements FieldType {}

    record Reference(String object) implements FieldType {}

    /** Both ends belong to it; a missing one is no limit. */
    record Range(Optional<BigDecimal> from, Optional<BigDecimal> to) {
        static final Range ANY = new Range(Optional.empty(), Optional.empty());

        static Range of(String text) {
            var ends = text.split("\\.\\.", -1);
            return new Range(end(ends[0]), end(ends[1]));
        }

        private static Optional<BigDecimal> end(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
        }

        boolean holds(BigDecimal value) {
            return from.stream().allMatch(low -> low.compareTo(value) <= 0)
                    && to.stream().allMatch(high -> high.compareTo(value) >= 0);
        }

        @Override
        public String toString() {
            return from.map(low -> "at least " + low).orElse("any")
                    + to.map(high -> " and at most " + high).orElse("");
        }
    }

    /** Whether a value is of this type's JSON type; its bounds are another question. */
    default boolean isTypeOf(JsonNode value) {
        if (this instanceof Text || this instanceof Choice) {
            return value.isTextual();
        } else if (this instanceof Numeric numeric) {
            return numeric.whole() ? value.isIntegralNumber() : value.isNumber();
        } else if (this instanceof Bool) {
            return value.isBoolean();
        } else if (this instanceof ListOf) {
            return value.isArray();
        } else {
            return value.isObject();
        }
    }

    /** The type in OpenAI's words. */
    default String inWords() {
        if (this instanceof Text) {
            return "a string";
        } else if (this instanceof Choice choice) {
            return "one of '" + String.join("', '", choice.values()) + "'";
        } else if (this instanceof Numeric numeric) {
            return numeric.whole() ? "an integer" : "a decimal";
        } else if (this instanceof Bool) {
            return "a boolean";
        } else if (this instanceof ListOf) {
            return "an array";
        } else {
            return "an object";
        }
    }
}
