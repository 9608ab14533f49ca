package dev.ephemint.shape;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * A number.
 *
 * @param min the least allowed, inclusive
 * @param max the greatest allowed, inclusive
 * @param whole whether fractions are refused, {@code 1.0} included
 * @param unit what it counts, such as "milliseconds"; empty for none
 */
public record Numeric(BigDecimal min, BigDecimal max, boolean whole, String unit) implements Shape {

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?");

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        return text(node, faults).flatMap(text -> {
            if (!(whole ? WHOLE : DECIMAL).matcher(text).matches()) {
                return refuse(node, Quote.of(text) + " is not such a number", faults);
            }
            BigDecimal number = new BigDecimal(text);
            if (!inRange(number)) {
                return refuse(node, text + " is out of range", faults);
            }
            return Optional.of(whole ? Json.NODES.numberNode(number.longValueExact()) : Json.NODES.numberNode(number));
        });
    }

    @Override
    public boolean accepts(JsonNode value) {
        return (whole ? value.isIntegralNumber() : value.isNumber()) && inRange(value.decimalValue());
    }

    private boolean inRange(BigDecimal number) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
    }

    @Override
    public String phrase() {
        if (min.equals(max)) {
            return min.toPlainString() + (unit.isEmpty() ? "" : " (" + unit + ")");
        }
        return "a " + (whole ? "whole " : "") + "number from " + min.toPlainString() + " to " + max.toPlainString()
                + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode();
        schema.putArray("type").add(whole ? "integer" : "number").add("string");
        return schema.put("minimum", min).put("maximum", max).put("pattern", EXPRESSION);
    }
}
