package dev.ephemint.preset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.shape.Digest;
import dev.ephemint.shape.Json;

import static java.util.stream.Collectors.toCollection;

/** The session of a preset as it is sent to OpenAI, with room for what a caller may choose. Immutable. */
public final class SessionTemplate {

    private static final List<JsonPointer> MODELS = List.of(
            JsonPointer.compile("/model"),
            JsonPointer.compile("/audio/input/transcription/model"),
            JsonPointer.compile("/input_audio_transcription/model"));
    private static final String INSTRUCTIONS = "instructions";

    private final ObjectNode session;
    private final byte[] written;
    private final String digest;

    SessionTemplate(ObjectNode session) {
        this.session = session.deepCopy();
        this.written = Json.bytes(session);
        this.digest = Digest.of(written);
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
        ObjectNode filled = copy(session);
        chosen.forEach((override, value) -> set(filled, override.path(), value));
        if (!variables.isEmpty() && filled.path(INSTRUCTIONS).isTextual()) {
            filled.put(INSTRUCTIONS, Placeholders.fill(filled.get(INSTRUCTIONS).textValue(), variables));
        }
        return Json.bytes(filled);
    }

    /** The first 16 hex digits of the SHA-256 of {@link #bytes()}: tells in a log which edition of a preset was in force. */
    public String digest() {
        return digest;
    }

    /** Every model that the session names: the one that talks, and the one that writes down what is said. */
    public Set<String> models() {
        return MODELS.stream()
                .map(session::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(toCollection(TreeSet::new));
    }

    /** The model that the session names, wherever its kind keeps it. */
    public Optional<String> model() {
        return Optional.ofNullable(session.path("model").textValue());
    }

    /** Puts {@code value} into {@code session}; the objects on the way may be those of a template, and are copied. */
    static void set(ObjectNode session, List<String> path, JsonNode value) {
        ObjectNode at = session;
        for (String step : path.subList(0, path.size() - 1)) {
            ObjectNode below = at.get(step) instanceof ObjectNode there ? copy(there) : Json.NODES.objectNode();
            at.set(step, below);
            at = below;
        }
        at.set(path.get(path.size() - 1), value);
    }

    /** The object alone: what stands in it is shared. */
    private static ObjectNode copy(ObjectNode object) {
        return Json.NODES.objectNode().setAll(object);
    }

    /** A session may hold prompts and credentials: nothing of it is printed. */
    @Override
    public String toString() {
        return "SessionTemplate[…]";
    }
}
