package dev.ephemint.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.session.Kind;
import dev.ephemint.settings.Settings;

/** The JSON Schema by which an editor completes and checks preset files, made from what validates them. */
final class PresetSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PresetSchema() {}

    static ObjectNode make() {
        ObjectNode whole = Settings.WHOLE.jsonSchema();
        whole.at("/properties/presets/patternProperties").forEach(preset -> {
            ArrayNode one = ((ObjectNode) preset).putArray("oneOf");
            Kind.keys().forEach(kind -> one.addObject().putArray("required").add(kind));
        });
        ObjectNode schema = NODES.objectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "Ephemint presets")
                .put("type", "object");
        schema.putObject("properties").putObject(Settings.ROOT).put("$ref", "#/definitions/ephemint");
        schema.putObject("patternProperties")
                .putObject("^%")
                .put("description", "What counts in one profile only, such as \"%dev\"; it may be part of a preset.")
                .put("type", "object");
        schema.putObject("definitions").set(Settings.ROOT, whole);
        return schema;
    }
}
