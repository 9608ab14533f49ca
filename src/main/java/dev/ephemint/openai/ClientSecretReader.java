package dev.ephemint.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.shape.Alphabet;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.Utf8;

/**
 * Reads a client secret out of an answer. Strict about the secret, lenient about the rest: OpenAI's own examples break its
 * schema, so every other field may be missing, null or new.
 */
final class ClientSecretReader {

    /** Far above any documented answer: the session that was sent, echoed. */
    static final int MAX_BYTES = 64 * 1024;

    private static final String PREFIX = "ek_";
    private static final Alphabet SECRET = Alphabet.of("A-Za-z0-9._~+/=-");
    private static final int LONGEST_SECRET = 1024;

    /** What half a surrogate pair has to be written with: UTF-8 itself cannot hold one. */
    private static final String ESCAPE = "\\u";

    private static final Duration LONGEST = Duration.ofHours(2).plusMinutes(1);

    private ClientSecretReader() {}

    /**
     * The secret in {@code body}.
     *
     * @param theirs the time by the clock of whoever wrote the answer
     * @param ours the time by our clock, for answers whose date is no clock's: a cache's, a fixture's
     * @throws OpenAiException {@link Reason#INVALID} where there is no usable secret
     */
    static ClientSecret read(byte[] body, Operation operation, Instant theirs, Instant ours) {
        JsonNode answer = parse(body);
        if (!(answer instanceof ObjectNode root) || answer.hasNonNull("error")) {
            throw invalid("the answer is not an object, or holds an error");
        }
        JsonNode holder = operation.legacy() ? root.path("client_secret") : root;
        String value = holder.path("value").asText();
        if (!holder.path("value").isTextual() || !isSecret(value)) {
            throw invalid("the answer has no client secret");
        }
        if (!holder.path("expires_at").isIntegralNumber()
                || !holder.path("expires_at").canConvertToLong()) {
            throw invalid("the answer does not say when the secret expires");
        }
        long seconds = holder.path("expires_at").longValue();
        Duration left = left(seconds, theirs)
                .or(() -> left(seconds, ours))
                .orElseThrow(() -> invalid("the secret expires in the past or in the far future"));
        return new ClientSecret(value, Instant.ofEpochSecond(seconds), left, session(root, operation));
    }

    private static boolean isSecret(String value) {
        return value.startsWith(PREFIX) && SECRET.spells(value.substring(PREFIX.length()), LONGEST_SECRET);
    }

    private static Optional<Duration> left(long seconds, Instant now) {
        Duration left = Duration.ofSeconds(Math.subtractExact(clamp(seconds), now.getEpochSecond()));
        return Optional.of(left).filter(it -> it.compareTo(Duration.ZERO) > 0 && it.compareTo(LONGEST) <= 0);
    }

    private static long clamp(long seconds) {
        return Math.max(0, Math.min(seconds, Integer.MAX_VALUE * 4L));
    }

    private static ObjectNode session(ObjectNode root, Operation operation) {
        if (operation.legacy()) {
            root.remove("client_secret");
            return root;
        }
        return root.get("session") instanceof ObjectNode session ? session : Json.NODES.objectNode();
    }

    private static JsonNode parse(byte[] body) {
        if (body == null || body.length == 0 || body.length > MAX_BYTES) {
            throw invalid("the answer is empty or too long");
        }
        try {
            String text = Utf8.text(body).orElseThrow(ClientSecretReader::noJson);
            JsonNode answer = Json.parse(text);
            if (text.contains(ESCAPE) && hasHalfPair(answer)) {
                throw invalid("the answer has half a surrogate pair, which cannot be sent on");
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw noJson();
        }
    }

    private static boolean hasHalfPair(JsonNode node) {
        if (node.isTextual()) {
            return isHalfPair(node.textValue());
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (isHalfPair(entry.getKey())) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (hasHalfPair(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalfPair(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static OpenAiException noJson() {
        return invalid("the answer is not JSON");
    }

    private static OpenAiException invalid(String message) {
        return new OpenAiException(Reason.INVALID, message);
    }
}
