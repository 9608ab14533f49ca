package dev.ephemint.shape;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/** The word {@code none}, sent as JSON null: configuration drops a null of its own. */
public record Nothing() implements Shape {

    /** How null is written. */
    static final String WORD = "none";

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        return text(node, faults)
                .flatMap(text -> text.equals(WORD)
                        ? Optional.of(Json.NODES.nullNode())
                        : refuse(node, Quote.of(text) + " is not allowed", faults));
    }

    @Override
    public boolean accepts(JsonNode value) {
        return value.isNull();
    }

    @Override
    public String phrase() {
        return WORD + " (sent as null)";
    }

    @Override
    public ObjectNode jsonSchema() {
        return Json.NODES.objectNode().put("const", WORD);
    }
}
