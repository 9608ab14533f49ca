package dev.ephemint.preset;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.shape.Json;

/** The session of a preset as it is sent to OpenAI, with room for what a caller may choose. Immutable. */
public final class SessionTemplate {

    private static final String INSTRUCTIONS = "instructions";

    private final ObjectNode session;
    private final byte[] written;

    SessionTemplate(ObjectNode session) {
        this.session = session.deepCopy();
        this.written = Json.bytes(session);
    }

    /** The session as JSON in UTF-8, as the preset has it. */
    public byte[] bytes() {
        return written.clone();
    }

    /**
     * The session as JSON in UTF-8.
     *
     * @param chosen values by the path of their override, already checked
     * @param variables a value for every variable of the preset, already checked
     */
    public byte[] bytes(Map<OverrideRule, JsonNode> chosen, Map<String, String> variables) {
        if (chosen.isEmpty() && variables.isEmpty()) {
            return bytes();
        }
        ObjectNode filled = session.deepCopy();
        chosen.forEach((override, value) -> set(filled, override.path(), value));
        if (!variables.isEmpty() && filled.path(INSTRUCTIONS).isTextual()) {
            filled.put(INSTRUCTIONS, Placeholders.fill(filled.get(INSTRUCTIONS).textValue(), variables));
        }
        return Json.bytes(filled);
    }

    /** What stands at {@code path}; a missing node where nothing does. */
    JsonNode at(List<String> path) {
        JsonNode at = session;
        for (String step : path) {
            at = at.path(step);
        }
        return at;
    }

    /** The model that the session names, wherever its kind keeps it. */
    public Optional<String> model() {
        return Optional.ofNullable(session.path("model").textValue());
    }

    static void set(ObjectNode session, List<String> path, JsonNode value) {
        ObjectNode at = session;
        for (String step : path.subList(0, path.size() - 1)) {
            at = at.get(step) instanceof ObjectNode below ? below : at.putObject(step);
        }
        at.set(path.get(path.size() - 1), value);
    }

    /** A session may hold prompts and credentials: nothing of it is printed. */
    @Override
    public String toString() {
        return "SessionTemplate[…]";
    }
}
