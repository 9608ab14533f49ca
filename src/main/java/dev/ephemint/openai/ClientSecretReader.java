package dev.ephemint.openai;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.shape.Alphabet;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.Members;
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

    private static final String SECRET_FIELD = "client_secret";
    private static final String SESSION_FIELD = "session";

    private final String text;
    private final boolean legacy;
    private Optional<String> value = Optional.empty();
    private OptionalLong expiresAt = OptionalLong.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> type = Optional.empty();
    private Optional<String> model = Optional.empty();

    private ClientSecretReader(String text, boolean legacy) {
        this.text = text;
        this.legacy = legacy;
    }

    /**
     * The secret in {@code body}.
     *
     * @param theirs the time by the clock of whoever wrote the answer
     * @param ours the time by our clock, for answers whose date is no clock's: a cache's, a fixture's
     * @throws OpenAiException {@link Reason#INVALID} where there is no usable secret
     */
    static ClientSecret read(byte[] body, Operation operation, Instant theirs, Instant ours) {
        if (body == null || body.length == 0 || body.length > MAX_BYTES) {
            throw invalid("the answer is empty or too long");
        }
        String text = Utf8.text(body).orElseThrow(ClientSecretReader::noJson);
        return new ClientSecretReader(text, operation.legacy()).secret(theirs, ours);
    }

    private ClientSecret secret(Instant theirs, Instant ours) {
        try (JsonParser json = Json.parser(text)) {
            answer(json);
            if (text.contains(ESCAPE)) {
                refuseHalfPairs(text);
            }
        } catch (IOException | NumberFormatException e) {
            throw noJson();
        }
        String secret = value.filter(ClientSecretReader::isSecret)
                .orElseThrow(() -> invalid("the answer has no client secret"));
        long seconds = expiresAt.orElseThrow(() -> invalid("the answer does not say when the secret expires"));
        Duration left = left(seconds, theirs)
                .or(() -> left(seconds, ours))
                .orElseThrow(() -> invalid("the secret expires in the past or in the far future"));
        return new ClientSecret(
                secret, Instant.ofEpochSecond(seconds), left, new EffectiveSession(id, type, model, this::session));
    }

    private void answer(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("the answer is not an object");
        }
        Members.each(json, this::ofAnswer);
        if (json.nextToken() != null) {
            throw noJson();
        }
    }

    /** The secret holds the session; before general availability it was the other way round. */
    private void ofAnswer(String name, JsonParser json) throws IOException {
        if (name.equals("error") && !json.hasToken(JsonToken.VALUE_NULL)) {
            throw invalid("the answer holds an error");
        }
        boolean inner = name.equals(legacy ? SECRET_FIELD : SESSION_FIELD) && json.hasToken(JsonToken.START_OBJECT);
        if (inner) {
            Members.each(json, legacy ? this::ofSecret : this::ofSession);
        } else if (legacy) {
            ofSession(name, json);
        } else {
            ofSecret(name, json);
        }
    }

    private void ofSecret(String name, JsonParser json) throws IOException {
        switch (name) {
            case "value" -> value = text(json);
            case "expires_at" -> expiresAt = number(json);
            default -> pass(json);
        }
    }

    private void ofSession(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> id = text(json);
            case "type" -> type = text(json);
            case "model" -> model = text(json);
            default -> pass(json);
        }
    }

    private static Optional<String> text(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            return Optional.of(json.getText());
        }
        pass(json);
        return Optional.empty();
    }

    private static OptionalLong number(JsonParser json) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_NUMBER_INT) || json.getNumberType() == NumberType.BIG_INTEGER) {
            throw invalid("the secret expires at what is no time");
        }
        return OptionalLong.of(json.getLongValue());
    }

    /** Leaves a value behind; an exponent in it may be beyond every number. */
    private static void pass(JsonParser json) throws IOException {
        int depth = 0;
        for (JsonToken at = json.currentToken(); ; at = json.nextToken()) {
            if (at == JsonToken.VALUE_NUMBER_FLOAT) {
                json.getDecimalValue();
            }
            if (at.isStructStart()) {
                depth++;
            }
            if (at.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    /** All of the session, without the secret. */
    private ObjectNode session() {
        try {
            ObjectNode root = (ObjectNode) Json.parse(text);
            if (legacy) {
                root.remove(SECRET_FIELD);
                return root;
            }
            return root.get(SESSION_FIELD) instanceof ObjectNode session ? session : Json.NODES.objectNode();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what has been read once cannot be read again");
        }
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

    private static void refuseHalfPairs(String text) throws IOException {
        try (JsonParser json = Json.parser(text)) {
            for (JsonToken at = json.nextToken(); at != null; at = json.nextToken()) {
                boolean written = at == JsonToken.FIELD_NAME || at == JsonToken.VALUE_STRING;
                if (written && isHalfPair(json.getText())) {
                    throw invalid("the answer has half a surrogate pair, which cannot be sent on");
                }
            }
        }
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
