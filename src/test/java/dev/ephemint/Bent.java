package dev.ephemint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.Corpus.Seed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Good input, bent: JSON of which parts are missing, doubled or of another type, and bytes of which some are others. Made by plain
 * chance, which is many times faster than combining arbitraries; what fails is not made smaller, but goes into the {@link Corpus}.
 */
public final class Bent {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** {@code -Dfuzz.salt=2} makes other inputs than every build does. */
    private static final long SALT = Long.getLong("fuzz.salt", 0);

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
        List<JsonNode> trees = trees(seeds);
        return Arbitraries.randomValue(given -> {
            Random random = salted(given);
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> text(bent(trees, random));
                case 3, 4 -> broken(text(bent(trees, random)), random);
                case 5, 6 -> broken(any(seeds, random).bytes(), random);
                default -> noise(random);
            };
        });
    }

    /** One of the seeds that are JSON, with up to four changes to its tree. */
    public static Arbitrary<JsonNode> json(List<Seed> seeds) {
        List<JsonNode> trees = trees(seeds);
        return Arbitraries.randomValue(random -> bent(trees, salted(random)));
    }

    private static Random salted(Random random) {
        return SALT == 0 ? random : new Random(random.nextLong() ^ SALT);
    }

    private static List<JsonNode> trees(List<Seed> seeds) {
        return seeds.stream().map(Seed::tree).flatMap(Optional::stream).toList();
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] text(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Cut at one end, longer or as long as before, and with one byte changed. */
    private static byte[] broken(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        byte[] other =
                switch (random.nextInt(4)) {
                    case 0 -> Arrays.copyOf(bytes, at);
                    case 1 -> Arrays.copyOfRange(bytes, at, bytes.length);
                    case 2 -> Arrays.copyOf(bytes, bytes.length + 1);
                    default -> bytes.clone();
                };
        if (other.length > 0) {
            other[at % other.length] = (byte) random.nextInt();
        }
        return other;
    }

    private static JsonNode bent(List<JsonNode> trees, Random random) {
        JsonNode tree = any(trees, random).deepCopy();
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            change(tree, value(random, 3), random);
        }
        return tree;
    }

    /** Puts {@code value} somewhere into the tree, or takes a part of it away. */
    private static void change(JsonNode tree, JsonNode value, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        if (containers.isEmpty()) {
            return;
        }
        JsonNode at = any(containers, random);
        if (at instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), value);
        } else if (at instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? "x" : any(names, random);
            switch (random.nextInt(3)) {
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

    /** JSON of any kind, small. */
    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0, 1 -> NODES.textNode(any(ODD, random));
            case 2 -> NODES.textNode(letters(random));
            case 3 -> NODES.numberNode(random.nextInt());
            case 4 -> NODES.numberNode(new BigInteger(100, random));
            case 5 -> NODES.numberNode(new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(12)));
            case 6 -> NODES.booleanNode(random.nextBoolean());
            case 7 -> NODES.nullNode();
            case 8 -> {
                ArrayNode array = NODES.arrayNode();
                for (int items = random.nextInt(4); items > 0; items--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> NODES.objectNode().set(any(ODD, random), value(random, depth - 1));
        };
    }

    private static String letters(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(13); length > 0; length--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        }
        return text.toString();
    }
}
