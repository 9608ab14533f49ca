package dev.ephemint.shape;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/** True or false. */
public record Flag() implements Shape {

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        return text(node, faults).flatMap(text -> switch (text) {
            case "true" -> Optional.of(Json.NODES.booleanNode(true));
            case "false" -> Optional.of(Json.NODES.booleanNode(false));
            default -> refuse(node, Quote.of(text) + " is neither", faults);
        });
    }

    @Override
    public boolean accepts(JsonNode value) {
        return value.isBoolean();
    }

    @Override
    public String phrase() {
        return "true or false";
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode();
        schema.putArray("type").add("boolean").add("string");
        return schema.put("pattern", EXPRESSION);
    }
}
