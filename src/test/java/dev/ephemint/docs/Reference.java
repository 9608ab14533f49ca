package dev.ephemint.docs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.ephemint.preset.PresetShape;
import dev.ephemint.session.Kind;
import dev.ephemint.session.Retirements;
import dev.ephemint.session.SessionRules;
import dev.ephemint.settings.Settings;
import dev.ephemint.shape.Choice;
import dev.ephemint.shape.Dictionary;
import dev.ephemint.shape.Field;
import dev.ephemint.shape.Items;
import dev.ephemint.shape.Nothing;
import dev.ephemint.shape.OneOf;
import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Struct;
import dev.ephemint.shape.Tagged;

import static java.util.stream.Collectors.joining;

/** The tables of docs/presets.md by the name of their marker, made from what reads and checks presets. */
final class Reference {

    private final StringBuilder table = new StringBuilder("| key | value | meaning |\n|---|---|---|\n");

    private Reference() {}

    static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("settings", table(without(Settings.WHOLE, "presets")));
        tables.put("preset", table(without(preset(), Kind.keys().toArray(String[]::new))));
        for (Kind kind : Kind.values()) {
            tables.put(kind.key(), table(kind.shape()));
        }
        tables.put("rules", rules());
        tables.put("retirements", retirements());
        return tables;
    }

    private static Struct preset() {
        return (Struct) PresetShape.PRESETS.value();
    }

    private static Struct without(Struct struct, String... names) {
        return new Struct(
                struct.fields().stream()
                        .filter(field -> !Arrays.asList(names).contains(field.name()))
                        .toList(),
                Map.of());
    }

    private static String table(Struct struct) {
        Reference reference = new Reference();
        reference.rows(struct, "", "");
        return reference.table.toString();
    }

    private void rows(Shape shape, String at, String when) {
        if (shape instanceof Struct struct) {
            struct.fields().forEach(field -> row(field, at, when));
        } else if (shape instanceof Tagged tagged) {
            row(at + "type", words(tagged), "Which of these it is" + when + ". Required.");
            tagged.variants().forEach((type, rest) -> rows(rest, at, when + " (type `" + type + "`)"));
        } else if (shape instanceof OneOf union) {
            union.variants().forEach(variant -> rows(variant, at, when));
        } else if (shape instanceof Items items) {
            rows(items.item(), at.replaceFirst("\\.$", "[]."), when);
        } else if (shape instanceof Dictionary dictionary) {
            rows(dictionary.value(), at + "*.", when);
        }
    }

    private void row(Field field, String at, String when) {
        String doc = field.doc().replaceFirst("\\.$", "") + when + "." + (field.required() ? " Required." : "");
        row(at + field.name(), value(field.shape()), doc);
        rows(field.shape(), at + field.name() + ".", "");
    }

    private void row(String key, String value, String meaning) {
        table.append("| `%s` | %s | %s |\n".formatted(key, escaped(value), escaped(meaning)));
    }

    private static String value(Shape shape) {
        if (shape instanceof Choice choice) {
            return words(choice.words().stream()) + (choice.open() ? ", or another name" : "");
        }
        if (shape instanceof OneOf union) {
            return union.variants().stream().map(Reference::value).collect(joining(", or "));
        }
        if (shape instanceof Items items) {
            return items.phrase().replace(items.item().phrase(), value(items.item()));
        }
        if (shape instanceof Nothing) {
            return "`none` (sent as null)";
        }
        if (shape instanceof Tagged tagged) {
            return "a group" + (tagged.nullable() ? ", or `{type: none}` (sent as null)" : "");
        }
        return shape instanceof Struct || shape instanceof Dictionary ? "a group" : shape.phrase();
    }

    private static String words(Tagged tagged) {
        return words(Stream.concat(
                tagged.variants().keySet().stream(), tagged.nullable() ? Stream.of("none") : Stream.of()));
    }

    private static String words(Stream<String> words) {
        return words.map(word -> "`" + word + "`").collect(joining(", "));
    }

    private static String rules() {
        return "| rule | source |\n|---|---|\n"
                + SessionRules.ALL.stream()
                        .map(rule -> "| %s | %s |\n".formatted(escaped(rule.text()), escaped(rule.source())))
                        .collect(joining());
    }

    private static String retirements() {
        return "| what | off on | use instead | source |\n|---|---|---|---|\n"
                + Retirements.ALL.stream()
                        .map(end -> "| `%s` | %s | %s | %s |\n"
                                .formatted(end.what(), end.date(), end.replacement(), end.source()))
                        .collect(joining());
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
