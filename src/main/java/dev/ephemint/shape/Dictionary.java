package dev.ephemint.shape;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * A group whose keys are free, such as HTTP headers.
 *
 * @param name what every key has to match as a whole
 * @param what what a key is, for messages: "an HTTP header name"
 * @param value the shape of each value
 */
public record Dictionary(Pattern name, String what, Shape value) implements Shape {

    @Override
    public boolean takes(ConfigNode node) {
        return node instanceof ConfigNode.Branch;
    }

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        if (!checkNames(node, faults)) {
            return Optional.empty();
        }
        ObjectNode read = Json.NODES.objectNode();
        ((ConfigNode.Branch) node)
                .children()
                .forEach((key, child) -> read.set(key, value.read(child, faults).orElseGet(Json.NODES::nullNode)));
        return Optional.of(read);
    }

    /** Reports keys that are not allowed, without reading what is below them; false where there can be no keys. */
    public boolean checkNames(ConfigNode node, Faults faults) {
        if (!(node instanceof ConfigNode.Branch branch)) {
            refuse(node, "it is " + node.form(), faults);
            return false;
        }
        branch.children().forEach((key, child) -> {
            if (!name.matcher(key).matches()) {
                faults.error(child, Quote.of(key) + " cannot be a key here", "use " + what);
            }
        });
        return true;
    }

    @Override
    public boolean accepts(JsonNode json) {
        return json.isObject()
                && json.properties().stream()
                        .allMatch(entry -> name.matcher(entry.getKey()).matches() && value.accepts(entry.getValue()));
    }

    @Override
    public Optional<Shape> below(String key, JsonNode current) {
        return Optional.of(value);
    }

    @Override
    public String phrase() {
        return "a group of keys, each " + what + ", with " + value.phrase();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode().put("type", "object").put("additionalProperties", false);
        schema.putObject("patternProperties").set("^(?:" + name.pattern() + ")$", value.jsonSchema());
        return schema;
    }
}
