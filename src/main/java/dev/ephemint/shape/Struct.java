package dev.ephemint.shape;

import java.util.ArrayList;
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
 * A group of named fields; a key that is no field is a fault, because OpenAI refuses the whole request for one.
 *
 * @param fields in the order in which they are written out
 * @param absent keys that people expect here in vain, each with what to do instead
 */
public record Struct(List<Field> fields, Map<String, String> absent) implements Shape {

    public Struct {
        fields = List.copyOf(fields);
        absent = Map.copyOf(absent);
    }

    /** This group with one more field. */
    public Struct with(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Struct(more, absent);
    }

    /** This group with one more key that people expect in vain. */
    public Struct without(String name, String instead) {
        Map<String, String> more = new LinkedHashMap<>(absent);
        more.put(name, instead);
        return new Struct(fields, more);
    }

    /** The field called {@code name}. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    @Override
    public boolean takes(ConfigNode node) {
        return node instanceof ConfigNode.Branch;
    }

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        if (!(node instanceof ConfigNode.Branch branch)) {
            return refuse(node, "it is " + node.form(), faults);
        }
        ObjectNode read = Json.NODES.objectNode();
        for (Field field : fields) {
            ConfigNode child = branch.children().get(field.name());
            if (child != null) {
                // what cannot be read is a fault already; null keeps rules from calling it missing as well
                read.set(field.name(), field.shape().read(child, faults).orElseGet(Json.NODES::nullNode));
            } else if (field.required()) {
                faults.error(
                        branch,
                        field.name() + " is missing",
                        "give " + field.shape().phrase());
            }
        }
        branch.children().forEach((name, child) -> {
            if (field(name).isEmpty()) {
                faults.error(child, Quote.of(name) + " is not a key here", instead(name));
            }
        });
        return Optional.of(read);
    }

    private String instead(String name) {
        if (absent.containsKey(name)) {
            return absent.get(name);
        }
        return place(name)
                .or(() -> Nearest.to(name, names()).or(() -> nested(name)))
                .map(better -> "did you mean " + better + "?")
                .orElseGet(() -> names().isEmpty() ? "remove it" : "known keys are " + String.join(", ", names()));
    }

    private List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** Where below this group a key called {@code name} belongs, for values that were put too high. */
    private Optional<String> place(String name) {
        List<String> paths = new ArrayList<>();
        collect(this, "", name, paths);
        return paths.stream().findFirst();
    }

    private Optional<String> nested(String name) {
        return name.indexOf('.') < 0 ? Optional.empty() : Optional.of("nested keys instead of the dotted name");
    }

    private static void collect(Shape shape, String prefix, String name, List<String> paths) {
        if (shape instanceof Struct struct) {
            for (Field field : struct.fields) {
                if (!prefix.isEmpty() && field.name().equals(name)) {
                    paths.add(prefix + name);
                }
                collect(field.shape(), prefix + field.name() + ".", name, paths);
            }
        } else if (shape instanceof OneOf union) {
            union.variants().forEach(variant -> collect(variant, prefix, name, paths));
        } else if (shape instanceof Tagged tagged) {
            tagged.variants().values().forEach(variant -> collect(variant, prefix, name, paths));
        }
    }

    @Override
    public boolean accepts(JsonNode value) {
        return value.isObject()
                && value.properties().stream().allMatch(entry -> field(entry.getKey())
                        .map(field -> field.shape().accepts(entry.getValue()))
                        .orElse(false))
                && fields.stream().allMatch(field -> !field.required() || value.has(field.name()));
    }

    @Override
    public Optional<Shape> below(String name, JsonNode current) {
        return field(name).map(Field::shape);
    }

    @Override
    public String phrase() {
        return fields.isEmpty() ? "nothing" : "a group of keys: " + String.join(", ", names());
    }

    /** The keys of a group are offered one by one, with their own description. */
    private static boolean isGroup(Shape shape) {
        return shape instanceof Struct
                || shape instanceof Tagged
                || shape instanceof Dictionary
                || shape instanceof Items items && isGroup(items.item())
                || shape instanceof OneOf union && union.variants().stream().anyMatch(Struct::isGroup);
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Field field : fields) {
            ObjectNode property = field.shape().jsonSchema();
            property.put(
                    "description",
                    isGroup(field.shape())
                            ? field.doc()
                            : field.doc() + " Give " + field.shape().phrase() + ".");
            properties.set(field.name(), property);
        }
        ArrayNode required = Json.NODES.arrayNode();
        fields.stream().filter(Field::required).map(Field::name).forEach(required::add);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }
}
