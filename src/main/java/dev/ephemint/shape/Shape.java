package dev.ephemint.shape;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * What a value may look like. Configuration is text, so a shape is also what gives a value its JSON type.
 */
public sealed interface Shape
        permits Choice, Dictionary, Flag, JsonText, Items, Nothing, Numeric, OneOf, Span, Struct, Tagged, Text {

    /** What stands for any value in a file: the whole of it is an expression. */
    String EXPRESSION = "^\\$\\{.+}$";

    /**
     * Reads configuration into the JSON that OpenAI expects.
     *
     * @param faults receives everything that does not fit, with what would be right
     * @return the value, or empty where it could not be read
     */
    Optional<JsonNode> read(ConfigNode node, Faults faults);

    /** Whether {@code node} has the form this shape is written in, whatever it holds; unions choose by it. */
    default boolean takes(ConfigNode node) {
        return node instanceof ConfigNode.Leaf;
    }

    /** Whether {@code value}, given as JSON by a caller, fits, its JSON type included. */
    boolean accepts(JsonNode value);

    /** What would be right, for messages and the reference: "a number from 0.25 to 1.5". */
    String phrase();

    /** The JSON Schema (draft 7, which every editor knows) of how the value is written in a preset file. */
    ObjectNode jsonSchema();

    /**
     * The shape one step below, for a path such as {@code audio.output.voice}.
     *
     * @param current the value that stands here, which tells the variants of a union apart; a missing node where none does
     */
    default Optional<Shape> below(String name, JsonNode current) {
        return Optional.empty();
    }

    /** The text of a single value, never empty text; or nothing after reporting why there is none. */
    default Optional<String> text(ConfigNode node, Faults faults) {
        if (node instanceof ConfigNode.Leaf leaf && !leaf.text().isEmpty()) {
            return Optional.of(leaf.text());
        }
        refuse(node, "it is " + node.form(), faults);
        return Optional.empty();
    }

    /** Reports that {@code node} does not fit, in the words of this shape. */
    default Optional<JsonNode> refuse(ConfigNode node, String wrong, Faults faults) {
        if (!(node instanceof ConfigNode.Leaf leaf) || leaf.resolved()) {
            faults.error(node, wrong, "give " + phrase());
        }
        return Optional.empty();
    }
}
