package dev.ephemint.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * A group whose {@code type} decides which other keys it may have.
 *
 * @param variants the further keys of each type, in the order in which they are documented
 * @param nullable whether {@code {type: none}} is allowed; it is sent as JSON null
 */
public record Tagged(Map<String, Struct> variants, boolean nullable) implements Shape {

    private static final String TAG = "type";

    public Tagged {
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    @Override
    public boolean takes(ConfigNode node) {
        return node instanceof ConfigNode.Branch || isNone(node);
    }

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        if (isNone(node)) {
            return Optional.of(Json.NODES.nullNode());
        }
        if (!(node instanceof ConfigNode.Branch branch)) {
            return refuse(node, "it is " + node.form(), faults);
        }
        ConfigNode tag = branch.children().get(TAG);
        if (tag == null) {
            return refuse(node, "type is missing", faults);
        }
        Optional<String> type = text(tag, faults);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        boolean none = nullable && type.get().equals(Nothing.WORD);
        Struct variant = none ? new Struct(List.of(), Map.of()) : variants.get(type.get());
        if (variant == null) {
            Optional<String> nearest = Nearest.to(type.get(), variants.keySet());
            faults.error(
                    tag,
                    Quote.of(type.get()) + " is not allowed",
                    nearest.map(near -> "did you mean " + near + "? ").orElse("") + "give one of " + types());
            return Optional.empty();
        }
        Map<String, ConfigNode> others = new LinkedHashMap<>(branch.children());
        others.remove(TAG);
        others.keySet().stream()
                .filter(key -> variant.field(key).isEmpty())
                .toList()
                .forEach(key -> ownedByAnother(key).ifPresent(owner -> {
                    faults.error(
                            others.remove(key),
                            Quote.of(key) + " does not go with type " + type.get(),
                            "remove it, or set type to " + owner);
                }));
        ObjectNode read = Json.NODES.objectNode().put(TAG, type.get());
        variant.read(new ConfigNode.Branch(branch.key(), branch.origin(), others), faults)
                .ifPresent(rest -> read.setAll((ObjectNode) rest));
        return Optional.of(read);
    }

    private boolean isNone(ConfigNode node) {
        if (!nullable) {
            return false;
        }
        if (node instanceof ConfigNode.Branch branch && branch.children().size() == 1) {
            return branch.children().get(TAG) instanceof ConfigNode.Leaf leaf
                    && leaf.text().equals(Nothing.WORD);
        }
        return node instanceof ConfigNode.Leaf leaf && leaf.text().equals(Nothing.WORD);
    }

    private Optional<String> ownedByAnother(String key) {
        return variants.entrySet().stream()
                .filter(variant -> variant.getValue().field(key).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private String types() {
        return String.join(", ", variants.keySet()) + (nullable ? ", " + Nothing.WORD : "");
    }

    @Override
    public boolean accepts(JsonNode value) {
        if (value.isNull()) {
            return nullable;
        }
        Struct variant = variants.get(value.path(TAG).asText());
        return value instanceof ObjectNode object
                && variant != null
                && variant.accepts(object.deepCopy().without(TAG));
    }

    /** The type itself is not below: a caller who could change it would leave keys of the other type behind. */
    @Override
    public Optional<Shape> below(String name, JsonNode current) {
        return Optional.ofNullable(variants.get(current.path(TAG).asText())).flatMap(v -> v.below(name, current));
    }

    @Override
    public String phrase() {
        return "a group of keys with type: one of " + types() + (nullable ? " (sent as null)" : "");
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode();
        ArrayNode anyOf = schema.putArray("anyOf");
        variants.forEach((type, struct) -> anyOf.add(withType(struct, type)));
        if (nullable) {
            anyOf.add(withType(new Struct(List.of(), Map.of()), Nothing.WORD));
        }
        return schema;
    }

    private static ObjectNode withType(Struct struct, String type) {
        ObjectNode schema = struct.jsonSchema();
        ((ObjectNode) schema.get("properties")).putObject(TAG).put("const", type);
        schema.withArray("required").add(TAG);
        return schema;
    }
}
