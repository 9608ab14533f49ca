package dev.ephemint.local.openai;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code request-fields.txt}; its head explains the format. */
final class FieldFile {
    private FieldFile() {}

    /** An object of the file: its fields by name. A field that holds only further fields has no type of its own. */
    static final class Node {
        final Map<String, Node> fields = new TreeMap<>();
        final List<FieldType> types = new ArrayList<>();
        boolean required;
        boolean nullable;
    }

    static Map<String, Node> read() {
        var objects = new TreeMap<String, Node>();
        try (var in = FieldFile.class.getResourceAsStream("request-fields.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> add(objects, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    private static void add(Map<String, Node> objects, String line) {
        var columns = line.split("\\s+", 3);
        var node = objects.computeIfAbsent(columns[0], name -> new Node());
        if (columns.length == 1) {
            return;
        }
        for (var name : columns[1].replaceAll("[!?]$", "").split("\\.")) {
            node = node.fields.computeIfAbsent(name, field -> new Node());
        }
        if (!node.types.isEmpty()) {
            throw new IllegalArgumentException("Said twice: " + line);
        }
        node.required = columns[1].endsWith("!");
        node.nullable = columns[1].endsWith("?");
        for (var type : columns[2].split("\\s+or\\s+")) {
            node.types.add(type(type));
        }
    }

    private static FieldType type(String text) {
        var word = text.split("\\s+", 2);
        var rest = word.length == 2 ? word[1] : "";
        return switch (word[0]) {
            case "text" ->
                new FieldType.Text(
                        words("known", rest),
                        words("not", rest),
                        option("like", rest).map(Pattern::compile));
            case "boolean" -> new FieldType.Bool();
            case "integer" -> new FieldType.Numeric(true, FieldType.Range.of(rest));
            case "number" -> new FieldType.Numeric(false, FieldType.Range.of(rest));
            case "object" -> new FieldType.Free(List.of());
            case "map" ->
                new FieldType.Free(
                        Stream.of(rest.split(",\\s*")).map(FieldFile::type).toList());
            case "list" -> {
                var parts = rest.split("\\s+", 2);
                var counted = parts[0].matches("\\d*\\.\\.\\d*");
                yield new FieldType.ListOf(
                        counted ? FieldType.Range.of(parts[0]) : FieldType.Range.ANY, type(counted ? parts[1] : rest));
            }
            default ->
                word[0].startsWith("@")
                        ? new FieldType.Reference(word[0].substring(1))
                        : new FieldType.Choice(List.of(word[0].split("\\|")));
        };
    }

    private static List<String> words(String option, String text) {
        return option(option, text).map(words -> List.of(words.split("\\|"))).orElse(List.of());
    }

    private static Optional<String> option(String name, String text) {
        return Pattern.compile("(?:^|\\s)" + name + "=(\\S+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }
}
