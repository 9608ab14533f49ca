package dev.ephemint.local.openai;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks request bodies against {@code request-fields.txt} and the rules that OpenAI states in prose. */
public final class RequestRules {
    private static final Map<String, FieldFile.Node> OBJECTS = FieldFile.read();

    private RequestRules() {}

    /**
     * Checks a whole request body.
     *
     * @param object its name in the file, such as {@code client_secrets}
     * @throws Refused with the first thing that OpenAI would refuse
     */
    public static void check(String object, JsonNode body) {
        if (!body.isObject()) {
            throw Refused.type("", "an object", inWords(body));
        }
        reference(object, body, "");
        ProseRules.check(object, body);
    }

    /** Every model that OpenAI has published for these endpoints. */
    public static Set<String> models() {
        return OBJECTS.values().stream()
                .map(object -> object.fields.get("model"))
                .filter(model -> model != null)
                .flatMap(model -> model.types.stream())
                .flatMap(type -> type instanceof FieldType.Text text
                        ? text.known().stream()
                        : ((FieldType.Choice) type).values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void reference(String object, JsonNode value, String path) {
        var plain = OBJECTS.get(object);
        if (plain != null) {
            fields(plain, value, path, false);
            return;
        }
        var type = value.path("type");
        if (type.isMissingNode()) {
            throw Refused.missing(at(path, "type"));
        }
        if (!type.isTextual()) {
            throw Refused.type(at(path, "type"), "a string", inWords(type));
        }
        var variant = OBJECTS.get(object + ":" + type.textValue());
        if (variant == null) {
            throw Refused.value(at(path, "type"), "one of " + variants(object));
        }
        fields(variant, value, path, true);
    }

    private static List<String> variants(String object) {
        return OBJECTS.keySet().stream()
                .filter(name -> name.startsWith(object + ":"))
                .map(name -> "'" + name.substring(object.length() + 1) + "'")
                .toList();
    }

    private static void fields(FieldFile.Node object, JsonNode value, String path, boolean tagged) {
        value.properties().forEach(field -> {
            var known = object.fields.get(field.getKey());
            if (known != null) {
                field(known, field.getValue(), at(path, field.getKey()));
            } else if (!tagged || !field.getKey().equals("type")) {
                throw Refused.unknown(at(path, field.getKey()));
            }
        });
        object.fields.forEach((name, field) -> {
            if (field.required && !value.has(name)) {
                throw Refused.missing(at(path, name));
            }
        });
    }

    private static void field(FieldFile.Node field, JsonNode value, String path) {
        if (value.isNull() && field.nullable) {
            return;
        }
        if (!field.types.isEmpty()) {
            oneOf(field.types, value, path);
        } else if (value.isObject()) {
            fields(field, value, path, false);
        } else {
            throw Refused.type(path, "an object", inWords(value));
        }
    }

    private static void oneOf(List<FieldType> types, JsonNode value, String path) {
        var type = types.stream()
                .filter(candidate -> candidate.isTypeOf(value))
                .findFirst()
                .orElseThrow(() -> Refused.type(
                        path,
                        types.stream().map(FieldType::inWords).collect(Collectors.joining(" or ")),
                        inWords(value)));
        if (!fits(type, value, path)) {
            throw Refused.value(path, limits(type));
        }
    }

    private static boolean fits(FieldType type, JsonNode value, String path) {
        if (type instanceof FieldType.Text text) {
            return !text.refused().contains(value.textValue())
                    && text.pattern().stream().allMatch(pattern -> pattern.matcher(value.textValue())
                            .matches());
        } else if (type instanceof FieldType.Choice choice) {
            return choice.values().contains(value.textValue());
        } else if (type instanceof FieldType.Numeric numeric) {
            return numeric.range().holds(value.decimalValue());
        } else if (type instanceof FieldType.ListOf list) {
            for (int i = 0; i < value.size(); i++) {
                oneOf(List.of(list.item()), value.get(i), path + "[" + i + "]");
            }
            return list.count().holds(BigDecimal.valueOf(value.size()));
        } else if (type instanceof FieldType.Free free && !free.values().isEmpty()) {
            value.properties().forEach(entry -> oneOf(free.values(), entry.getValue(), at(path, entry.getKey())));
        } else if (type instanceof FieldType.Reference reference) {
            reference(reference.object(), value, path);
        }
        return true;
    }

    private static String limits(FieldType type) {
        if (type instanceof FieldType.Numeric numeric) {
            return type.inWords() + " of " + numeric.range();
        } else if (type instanceof FieldType.ListOf list) {
            return "an array of length " + list.count();
        } else if (type instanceof FieldType.Text text && text.pattern().isPresent()) {
            return "a string like '" + text.pattern().get() + "'";
        } else {
            return type instanceof FieldType.Text ? "a supported value" : type.inWords();
        }
    }

    private static String inWords(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "null";
        };
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
