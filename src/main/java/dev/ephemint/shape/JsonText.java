package dev.ephemint.shape;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * A JSON object written as text, because configuration would turn the numbers and flags in it into text.
 *
 * @param what what the object is, for messages: "a JSON Schema"
 */
public record JsonText(String what) implements Shape {

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        return text(node, faults).flatMap(text -> {
            try {
                JsonNode value = Json.parse(text);
                return value.isObject() ? Optional.of(value) : refuse(node, "it is JSON, but not an object", faults);
            } catch (JsonProcessingException e) {
                String where = e.getLocation() == null
                        ? ""
                        : " (line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ")";
                return refuse(node, "it is not JSON" + where, faults);
            }
        });
    }

    @Override
    public boolean accepts(JsonNode value) {
        return value.isObject();
    }

    @Override
    public String phrase() {
        return what + " as JSON text in a | block";
    }

    @Override
    public ObjectNode jsonSchema() {
        return Json.NODES
                .objectNode()
                .put("type", "string")
                .put("contentMediaType", "application/json")
                .put("minLength", 2);
    }
}
