package dev.ephemint.local.openai;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The session as OpenAI echoes it: what was asked for, and a default in every other place, many of them null. */
public final class EffectiveSession {
    private static final JsonNode DEFAULTS = read();

    private EffectiveSession() {}

    /** {@code kind}: {@code realtime}, {@code transcription}, {@code translation} or one of the two legacy ones. */
    public static ObjectNode of(String kind, JsonNode asked) {
        ObjectNode session = DEFAULTS.required(kind).deepCopy();
        merge(session, asked);
        return session;
    }

    private static void merge(ObjectNode session, JsonNode asked) {
        asked.properties().forEach(field -> {
            var now = session.path(field.getKey());
            if (now instanceof ObjectNode object
                    && field.getValue().isObject()
                    && isSameVariant(now, field.getValue())) {
                merge(object, field.getValue());
            } else {
                session.set(field.getKey(), field.getValue());
            }
        });
    }

    private static boolean isSameVariant(JsonNode one, JsonNode other) {
        return !one.has("type") || !other.has("type") || one.get("type").equals(other.get("type"));
    }

    private static JsonNode read() {
        try (var in = EffectiveSession.class.getResourceAsStream("effective-sessions.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
