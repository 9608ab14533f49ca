package dev.ephemint.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * One of several words.
 *
 * @param words the words known today, at least one
 * @param open whether OpenAI takes words that we do not know yet, such as a new model: those only warn
 * @param refused words that an open choice does not take, each with the reason
 */
public record Choice(List<String> words, boolean open, Map<String, String> refused) implements Shape {

    private static final int MOST_LISTED = 10;

    public Choice {
        words = List.copyOf(words);
        refused = Map.copyOf(refused);
    }

    /** This choice without {@code names}, which people expect here in vain. */
    public Choice except(String reason, String... names) {
        Map<String, String> more = new HashMap<>(refused);
        List.of(names).forEach(name -> more.put(name, reason));
        return new Choice(words, open, more);
    }

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        Optional<String> text = text(node, faults);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String word = text.get();
        if (refused.containsKey(word)) {
            faults.error(node, Quote.of(word) + " is not allowed: " + refused.get(word), "give " + phrase());
            return Optional.empty();
        }
        if (!words.contains(word)) {
            String nearest =
                    Nearest.to(word, words).map(w -> "did you mean " + w + "? ").orElse("");
            if (!open) {
                faults.error(node, Quote.of(word) + " is not allowed", nearest + "give " + phrase());
                return Optional.empty();
            }
            faults.warning(node, Quote.of(word) + " is not known here", nearest + "known are " + listed());
        }
        return Optional.of(Json.NODES.textNode(word));
    }

    @Override
    public boolean accepts(JsonNode value) {
        return value.isTextual() && (open ? isOpenTo(value.textValue()) : words.contains(value.textValue()));
    }

    private boolean isOpenTo(String word) {
        return !word.isEmpty() && !refused.containsKey(word);
    }

    private String listed() {
        return open && words.size() > MOST_LISTED
                ? String.join(", ", words.subList(0, MOST_LISTED)) + " and so on"
                : String.join(", ", words);
    }

    @Override
    public String phrase() {
        if (words.size() == 1 && !open) {
            return words.get(0);
        }
        return open ? "a name such as " + listed() : "one of " + listed();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode known = Json.NODES.objectNode();
        words.forEach(known.putArray("enum")::add);
        if (!open) {
            return known;
        }
        ObjectNode schema = Json.NODES.objectNode();
        schema.putArray("anyOf")
                .add(known)
                .add(Json.NODES.objectNode().put("type", "string").put("minLength", 1));
        return schema;
    }
}
