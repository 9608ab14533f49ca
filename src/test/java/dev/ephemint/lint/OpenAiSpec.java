package dev.ephemint.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A slice of OpenAI's published OpenAPI document, made strict: the document lets any unknown field pass, the server none.
 */
final class OpenAiSpec {

    /** Where the slices are, if they are: they are OpenAI's text and no part of this project. */
    static final Path FOLDER = Path.of(System.getProperty("openai.spec", "../shared/reference"));

    private static final Set<String> NOTES = Set.of("discriminator", "example");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode document;

    private OpenAiSpec(ObjectNode document) {
        this.document = document;
    }

    static OpenAiSpec read(String file) throws IOException {
        String text = Files.readString(FOLDER.resolve(file)).replace("#/components/schemas/", "#/$defs/");
        JsonNode yaml = MAPPER.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        ObjectNode document = MAPPER.createObjectNode();
        document.set("$defs", yaml.at("/components/schemas"));
        strict(document);
        return new OpenAiSpec(document);
    }

    /** This document with {@code field} of {@code schema} no longer required: the spec is wrong there. */
    OpenAiSpec notRequiring(String schema, String field) {
        ObjectNode copy = document.deepCopy();
        ArrayNode required = (ArrayNode) copy.at("/$defs/" + schema + "/required");
        for (int i = required.size() - 1; i >= 0; i--) {
            if (required.get(i).asText().equals(field)) {
                required.remove(i);
            }
        }
        return new OpenAiSpec(copy);
    }

    /** What {@code schema} holds against {@code json}. */
    Set<String> faults(String schema, JsonNode json) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", "#/$defs/" + schema);
        Set<String> faults = new TreeSet<>();
        for (ValidationMessage message : JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(root)
                .validate(json)) {
            faults.add(message.getMessage());
        }
        return faults;
    }

    private static void strict(JsonNode node) {
        node.forEach(OpenAiSpec::strict);
        if (node instanceof ObjectNode schema) {
            schema.properties()
                    .removeIf(entry -> entry.getKey().startsWith("x-")
                            || NOTES.contains(entry.getKey())
                                    && !entry.getValue().has("type"));
            if (schema.path("type").asText().equals("object")
                    && schema.path("properties").isObject()
                    && !schema.has("additionalProperties")) {
                schema.put("additionalProperties", false);
            }
            if (schema.path("nullable").asBoolean(false)) {
                ObjectNode inner = schema.deepCopy();
                inner.remove("nullable");
                schema.removeAll();
                schema.putArray("anyOf")
                        .add(inner)
                        .add(MAPPER.createObjectNode().put("type", "null"));
            }
        }
    }
}
