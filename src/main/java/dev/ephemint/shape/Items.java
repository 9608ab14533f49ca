package dev.ephemint.shape;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * A list.
 *
 * @param item the shape of each item
 * @param min the fewest items allowed
 * @param max the most items allowed
 */
public record Items(Shape item, int min, int max) implements Shape {

    @Override
    public boolean takes(ConfigNode node) {
        return node instanceof ConfigNode.Sequence;
    }

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        if (node instanceof ConfigNode.Empty || node instanceof ConfigNode.Leaf leaf && !leaf.resolved()) {
            return refuse(node, "it is empty", faults);
        }
        List<ConfigNode> nodes = nodes(node);
        if (nodes.size() < min || nodes.size() > max) {
            return refuse(node, "it has " + nodes.size() + " items", faults);
        }
        ArrayNode list = Json.NODES.arrayNode();
        // an item that cannot be read is a fault already; null keeps the places of the others
        nodes.forEach(each -> list.add(item.read(each, faults).orElseGet(Json.NODES::nullNode)));
        return Optional.of(list);
    }

    /** An environment variable can only give a list as {@code a,b}. */
    private static List<ConfigNode> nodes(ConfigNode node) {
        if (node instanceof ConfigNode.Sequence sequence) {
            return sequence.items();
        }
        if (node instanceof ConfigNode.Leaf leaf) {
            return leaf.text().isEmpty()
                    ? List.of()
                    : List.of(leaf.text().split(",", -1)).stream()
                            .<ConfigNode>map(text -> leaf.with(text.strip()))
                            .toList();
        }
        return List.of(node);
    }

    @Override
    public boolean accepts(JsonNode value) {
        if (!value.isArray() || value.size() < min || value.size() > max) {
            return false;
        }
        for (JsonNode each : value) {
            if (!item.accepts(each)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String phrase() {
        if (min == 1 && max == 1) {
            return "a list of exactly one item, " + item.phrase();
        }
        return "a list" + count() + ", each " + item.phrase();
    }

    private String count() {
        if (min == 0 && max == Integer.MAX_VALUE) {
            return "";
        }
        return max == Integer.MAX_VALUE ? " of at least " + min : " of " + min + " to " + max;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode().put("type", "array");
        schema.set("items", item.jsonSchema());
        if (min > 0) {
            schema.put("minItems", min);
        }
        if (max < Integer.MAX_VALUE) {
            schema.put("maxItems", max);
        }
        return schema;
    }
}
