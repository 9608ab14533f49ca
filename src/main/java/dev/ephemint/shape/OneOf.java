package dev.ephemint.shape;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

import static java.util.stream.Collectors.joining;

/**
 * A value that may take one of several shapes; the first that fits wins.
 *
 * @param variants the strictest first
 */
public record OneOf(List<Shape> variants) implements Shape {

    public OneOf {
        variants = List.copyOf(variants);
    }

    @Override
    public boolean takes(ConfigNode node) {
        return variants.stream().anyMatch(variant -> variant.takes(node));
    }

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        List<Shape> candidates =
                variants.stream().filter(variant -> variant.takes(node)).toList();
        if (candidates.size() == 1) {
            return candidates.get(0).read(node, faults);
        }
        for (Shape candidate : candidates) {
            Faults tried = new Faults();
            Optional<JsonNode> value = candidate.read(node, tried);
            if (value.isPresent() && tried.none()) {
                faults.addAll(tried);
                return value;
            }
        }
        return refuse(
                node,
                candidates.isEmpty()
                                || !(node instanceof ConfigNode.Leaf leaf)
                                || leaf.text().isEmpty()
                        ? "it is " + node.form()
                        : Quote.of(leaf.text()) + " is not allowed",
                faults);
    }

    @Override
    public boolean accepts(JsonNode value) {
        return variants.stream().anyMatch(variant -> variant.accepts(value));
    }

    @Override
    public Optional<Shape> below(String name, JsonNode current) {
        return current.isObject()
                ? variants.stream()
                        .flatMap(variant -> variant.below(name, current).stream())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public String phrase() {
        return variants.stream().map(Shape::phrase).collect(joining(", or "));
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode();
        ArrayNode anyOf = schema.putArray("anyOf");
        variants.forEach(variant -> anyOf.add(variant.jsonSchema()));
        return schema;
    }
}
