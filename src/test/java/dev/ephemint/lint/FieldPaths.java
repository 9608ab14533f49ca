package dev.ephemint.lint;

import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.shape.Dictionary;
import dev.ephemint.shape.Field;
import dev.ephemint.shape.Items;
import dev.ephemint.shape.OneOf;
import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Struct;
import dev.ephemint.shape.Tagged;

/** The fields that a shape defines, with the variant of each union in braces, and those of them that a value has. */
final class FieldPaths {

    private FieldPaths() {}

    static Set<String> all(Shape shape) {
        Set<String> paths = new TreeSet<>();
        collect(shape, "", paths);
        return paths;
    }

    private static void collect(Shape shape, String at, Set<String> paths) {
        if (shape instanceof Struct struct) {
            for (Field field : struct.fields()) {
                paths.add(at + "." + field.name());
                collect(field.shape(), at + "." + field.name(), paths);
            }
        } else if (shape instanceof Tagged tagged) {
            tagged.variants().forEach((type, rest) -> {
                paths.add(at + "{" + type + "}");
                collect(rest, at + "{" + type + "}", paths);
            });
        } else if (shape instanceof OneOf union) {
            union.variants().forEach(variant -> collect(variant, at, paths));
        } else if (shape instanceof Items items) {
            collect(items.item(), at + "[]", paths);
        } else if (shape instanceof Dictionary dictionary) {
            collect(dictionary.value(), at + ".*", paths);
        }
    }

    static void sent(Shape shape, JsonNode value, Set<String> paths) {
        sent(shape, value, "", paths);
    }

    private static void sent(Shape shape, JsonNode value, String at, Set<String> paths) {
        if (shape instanceof Struct struct) {
            for (Field field : struct.fields()) {
                if (value.has(field.name())) {
                    paths.add(at + "." + field.name());
                    sent(field.shape(), value.get(field.name()), at + "." + field.name(), paths);
                }
            }
        } else if (shape instanceof Tagged tagged) {
            Struct rest = tagged.variants().get(value.path("type").asText());
            if (rest != null) {
                String variant = at + "{" + value.get("type").asText() + "}";
                paths.add(variant);
                sent(rest, value, variant, paths);
            }
        } else if (shape instanceof OneOf union) {
            union.variants().forEach(variant -> sent(variant, value, at, paths));
        } else if (shape instanceof Items items) {
            value.forEach(item -> sent(items.item(), item, at + "[]", paths));
        } else if (shape instanceof Dictionary dictionary) {
            value.forEach(item -> sent(dictionary.value(), item, at + ".*", paths));
        }
    }
}
