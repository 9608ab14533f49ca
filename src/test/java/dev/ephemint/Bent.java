package dev.ephemint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.Corpus.Seed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Good input, bent: JSON of which parts are missing, doubled or of another type, and bytes of which some are others. */
public final class Bent {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Texts that have broken programs before. */
    private static final List<String> ODD = List.of(
            "",
            " ",
            "\u0000",
            "\r\nX: y",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\udc00x",
            "e\u0301",
            "\u0130",
            "I\u0131",
            "${x}",
            "{{x}}",
            "../..",
            "null",
            "NaN",
            "-0",
            "1e400",
            "\ud83d\ude00",
            "a".repeat(300),
            "\"",
            "\\",
            "'");

    private Bent() {}

    /** One of the seeds, with up to four changes to its tree if it is JSON, and then perhaps to its bytes. */
    public static Arbitrary<byte[]> bytes(List<Seed> seeds) {
        Arbitrary<byte[]> trees = json(seeds).map(tree -> tree.toString().getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> whole = Arbitraries.of(seeds).map(Seed::bytes);
        return Arbitraries.oneOf(
                trees, broken(trees), broken(whole), Arbitraries.bytes().array(byte[].class));
    }

    /** One of the seeds that are JSON, with up to four changes to its tree. */
    public static Arbitrary<JsonNode> json(List<Seed> seeds) {
        List<JsonNode> trees =
                seeds.stream().map(Seed::tree).flatMap(Optional::stream).toList();
        Arbitrary<Integer> choice = Arbitraries.integers().between(0, 1 << 20);
        return Combinators.combine(
                        Arbitraries.of(trees),
                        choice.list().ofMaxSize(4),
                        values().list().ofSize(4))
                .as((seed, places, values) -> {
                    JsonNode tree = seed.deepCopy();
                    for (int i = 0; i < places.size(); i++) {
                        change(tree, places.get(i), values.get(i));
                    }
                    return tree;
                });
    }

    /** JSON of any kind, small. */
    public static Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.of(ODD).map(NODES::textNode),
                Arbitraries.strings().ofMaxLength(12).map(NODES::textNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.bigIntegers().map(number -> (JsonNode) NODES.numberNode(number)),
                Arbitraries.bigDecimals().ofScale(12).map(number -> (JsonNode) NODES.numberNode(number)),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(items ->
                                (JsonNode) NODES.arrayNode().addAll(items)),
                        Combinators.combine(Arbitraries.of(ODD), inner)
                                .as((name, value) -> NODES.objectNode().set(name, value))),
                0,
                10);
    }

    private static Arbitrary<byte[]> broken(Arbitrary<byte[]> good) {
        return Combinators.combine(
                        good,
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.bytes(),
                        Arbitraries.integers().between(0, 3))
                .as((bytes, place, value, how) -> {
                    if (bytes.length == 0) {
                        return bytes;
                    }
                    int at = place % bytes.length;
                    byte[] other =
                            switch (how) {
                                case 0 -> Arrays.copyOf(bytes, at);
                                case 1 -> Arrays.copyOfRange(bytes, at, bytes.length);
                                case 2 -> Arrays.copyOf(bytes, bytes.length + 1);
                                default -> bytes.clone();
                            };
                    if (other.length > 0) {
                        other[at % other.length] = value;
                    }
                    return other;
                });
    }

    /** Changes the part number {@code place} of the tree: puts {@code value} there, takes it away, or adds a sibling. */
    private static void change(JsonNode tree, int place, JsonNode value) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        if (containers.isEmpty()) {
            return;
        }
        JsonNode at = containers.get(place % containers.size());
        int which = place / containers.size();
        if (at instanceof ArrayNode array) {
            array.insert(which % (array.size() + 1), value);
        } else if (at instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? "x" : names.get(which % names.size());
            switch (which % 3) {
                case 0 -> object.remove(name);
                case 1 -> object.set(value.isTextual() ? value.textValue() : name + "x", value);
                default -> object.set(name, value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
