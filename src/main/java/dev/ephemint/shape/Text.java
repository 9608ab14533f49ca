package dev.ephemint.shape;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/**
 * Free text.
 *
 * @param what what the text is, for messages: "a URL that starts with https://"
 * @param pattern what the whole text has to match, if anything
 */
public record Text(String what, Optional<Pattern> pattern) implements Shape {

    @Override
    public Optional<JsonNode> read(ConfigNode node, Faults faults) {
        return text(node, faults)
                .flatMap(text ->
                        fits(text) ? Optional.of(Json.NODES.textNode(text)) : refuse(node, "it does not fit", faults));
    }

    private boolean fits(String text) {
        return !text.isEmpty() && pattern.map(p -> p.matcher(text).matches()).orElse(true);
    }

    @Override
    public boolean accepts(JsonNode value) {
        return value.isTextual() && fits(value.textValue());
    }

    @Override
    public String phrase() {
        return what;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = Json.NODES.objectNode().put("minLength", 1);
        if (pattern.isPresent()) {
            return schema.put("type", "string")
                    .put("pattern", "^(?:" + pattern.get().pattern() + ")$|" + EXPRESSION);
        }
        // configuration reads an unquoted 17 or true as text
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }

    /** Patterns have no equality of their own; their text has. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Text text
                && text.what.equals(what)
                && text.pattern.map(Pattern::pattern).equals(pattern.map(Pattern::pattern));
    }

    @Override
    public int hashCode() {
        return what.hashCode();
    }
}
