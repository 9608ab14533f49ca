package dev.ephemint.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.mint.InputError;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.mint.Pointer;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.mint.TokenRequest;
import dev.ephemint.preset.Preset;
import dev.ephemint.preset.PresetShape;
import dev.ephemint.shape.Alphabet;

/** Reads the fields of a token request, and refuses every other. */
final class TokenRequestReader {

    /** Every provider's tokens look like this; the longest known ones have about 2,000 characters. */
    private static final Alphabet BOT_CHECK = Alphabet.of("!-~");

    private static final int LONGEST_BOT_CHECK = 3072;

    private static final Set<String> FIELDS = Set.of("preset", "expires_after", "session", "variables", "bot_check");

    private final ObjectNode body;
    private final List<InputError> errors = new ArrayList<>();

    private TokenRequestReader(ObjectNode body) {
        this.body = body;
    }

    /**
     * The request in {@code body}.
     *
     * @throws Refusal {@link Problem#INVALID_REQUEST} with everything that is wrong with it
     */
    static TokenRequest read(ObjectNode body) {
        TokenRequestReader reader = new TokenRequestReader(body);
        TokenRequest request = new TokenRequest(
                reader.preset(), reader.lifetime(), reader.session(), reader.variables(), reader.botCheck());
        reader.refuseOthers();
        if (!reader.errors.isEmpty()) {
            throw Refusal.of(Problem.INVALID_REQUEST, reader.errors);
        }
        return request;
    }

    private String preset() {
        JsonNode name = body.path("preset");
        if (name.isMissingNode()) {
            return wrong("/preset", Code.REQUIRED, "");
        }
        if (!name.isTextual()) {
            return wrong("/preset", Code.WRONG_TYPE, "");
        }
        return PresetShape.isName(name.textValue()) ? name.textValue() : wrong("/preset", Code.NOT_ALLOWED_VALUE, "");
    }

    private Optional<Duration> lifetime() {
        JsonNode seconds = body.path("expires_after");
        if (seconds.isMissingNode()) {
            return Optional.empty();
        }
        if (!seconds.isIntegralNumber() || !seconds.canConvertToLong()) {
            return wrong("/expires_after", Code.WRONG_TYPE, Optional.empty());
        }
        return seconds.longValue() < Preset.MIN_LIFETIME.toSeconds()
                ? wrong("/expires_after", Code.OUT_OF_RANGE, Optional.empty())
                : Optional.of(Duration.ofSeconds(seconds.longValue()));
    }

    private ObjectNode session() {
        JsonNode session = body.path("session");
        if (session instanceof ObjectNode object) {
            return object;
        }
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return session.isMissingNode() ? none : wrong("/session", Code.WRONG_TYPE, none);
    }

    private Map<String, String> variables() {
        JsonNode variables = body.path("variables");
        if (!variables.isMissingNode() && !variables.isObject()) {
            return wrong("/variables", Code.WRONG_TYPE, Map.of());
        }
        Map<String, String> values = new LinkedHashMap<>();
        variables.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                values.put(entry.getKey(), entry.getValue().textValue());
            } else {
                wrong(Pointer.below("/variables", entry.getKey()), Code.WRONG_TYPE, "");
            }
        });
        return values;
    }

    private Optional<String> botCheck() {
        JsonNode token = body.path("bot_check");
        if (token.isMissingNode()) {
            return Optional.empty();
        }
        if (!token.isTextual()) {
            return wrong("/bot_check", Code.WRONG_TYPE, Optional.empty());
        }
        return BOT_CHECK.spells(token.textValue(), LONGEST_BOT_CHECK)
                ? Optional.of(token.textValue())
                : wrong("/bot_check", Code.NOT_ALLOWED_VALUE, Optional.empty());
    }

    private void refuseOthers() {
        body.properties().forEach(entry -> {
            if (!FIELDS.contains(entry.getKey())) {
                wrong(Pointer.below("", entry.getKey()), Code.UNKNOWN_FIELD, "");
            }
        });
    }

    private <T> T wrong(String pointer, Code code, T instead) {
        errors.add(new InputError(pointer, code));
        return instead;
    }
}
