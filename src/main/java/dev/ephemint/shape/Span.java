package dev.ephemint.shape;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * A span of time such as {@code 500ms}, {@code 60s}, {@code 10m} or {@code 2h}; a bare number is seconds. As JSON it is a
 * whole number of milliseconds.
 *
 * @param min the shortest allowed, inclusive
 * @param max the longest allowed, inclusive
 */
public record Span(Duration min, Duration max) implements Shape {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,7})(ms|s|m|h|d)?");

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        return text(node, faults).flatMap(text -> {
            Matcher parts = SYNTAX.matcher(text);
            if (!parts.matches()) {
                return refuse(node, Quote.of(text) + " is not a span of time", faults);
            }
            Duration span = of(Long.parseLong(parts.group(1)), parts.group(2));
            if (span.compareTo(min) < 0 || span.compareTo(max) > 0) {
                return refuse(node, text + " is out of range", faults);
            }
            return Optional.of(Json.NODES.numberNode(span.toMillis()));
        });
    }

    private static Duration of(long amount, String unit) {
        if (unit == null) {
            return Duration.ofSeconds(amount);
        }
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    @Override
    public boolean accepts(JsonNode value) {
        return false;
    }

    @Override
    public String phrase() {
        return "a span of time from " + spelled(min) + " to " + spelled(max);
    }

    private static String spelled(Duration span) {
        if (span.toMillis() % 1000 != 0) {
            return span.toMillis() + "ms";
        }
        long seconds = span.toSeconds();
        if (seconds != 0 && seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds + "s";
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode();
        schema.putArray("type").add("string").add("integer");
        return schema.put("pattern", "^[0-9]{1,7}(?:ms|s|m|h|d)?$").put("minimum", 0);
    }
}
