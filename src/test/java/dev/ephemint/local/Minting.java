package dev.ephemint.local;

import java.util.Locale;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.local.openai.EffectiveSession;
import dev.ephemint.local.openai.Refused;
import dev.ephemint.local.openai.RequestRules;

/** The four endpoints that mint client secrets: what OpenAI checks, in its order, and what it answers. */
record Minting(Supplier<String> apiKey, boolean azure, EphemeralKeys keys) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int DEFAULT_SECONDS = 600;
    private static final int LEGACY_SECONDS = 60;

    Reply mint(MintEndpoint endpoint, Recorded request) {
        authorize(request);
        shape(endpoint, request);
        var body = body(request);
        RequestRules.check(endpoint.shape, body);
        return Reply.json(200, endpoint.legacy ? legacy(endpoint, body) : current(endpoint, body));
    }

    /** The server's own key, as opposed to a minted one. */
    void authorize(Recorded request) {
        if (azure) {
            authorizeAtAzure(request);
            return;
        }
        var authorization = request.header("Authorization").orElse("");
        if (authorization.isEmpty()) {
            throw new Refused(
                    401, "invalid_api_key", null, "You didn't provide an API key. Use Authorization: Bearer YOUR_KEY.");
        }
        if (!authorization.equals("Bearer " + apiKey.get())) {
            // OpenAI quotes both ends of the key: an answer to keep away from callers and logs.
            var key = authorization.replaceFirst("(?i)^Bearer ", "");
            var quoted = key.length() < 12 ? key : key.substring(0, 8) + "***" + key.substring(key.length() - 4);
            throw new Refused(401, "invalid_api_key", null, "Incorrect API key provided: " + quoted + ".");
        }
    }

    /** Azure takes a key by its own header; what it takes as a bearer is a token of Entra, never a key. */
    private void authorizeAtAzure(Recorded request) {
        if (!request.header("api-key").orElse("").equals(apiKey.get())
                || request.header("Authorization").isPresent()) {
            throw new Refused(401, "401", null, "Access denied due to invalid subscription key or wrong API endpoint.");
        }
    }

    private static void shape(MintEndpoint endpoint, Recorded request) {
        var beta = request.header("OpenAI-Beta");
        if (endpoint.legacy != beta.isPresent()
                || endpoint.legacy && !beta.get().contains("realtime=v1")) {
            throw new Refused(
                    400,
                    "beta_api_shape_disabled",
                    null,
                    endpoint.legacy
                            ? "This endpoint needs the header OpenAI-Beta: realtime=v1."
                            : "The Realtime Beta API is not supported here. Leave out the header OpenAI-Beta.");
        }
    }

    private static JsonNode body(Recorded request) {
        var type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";")[0].strip().equals("application/json")) {
            throw new Refused(
                    400,
                    "unsupported_content_type",
                    null,
                    "Unsupported content type: '" + type + "'. This API method only accepts 'application/json'.");
        }
        try {
            var body = JSON.readTree(request.body());
            if (!body.isMissingNode()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Refused below.
        }
        throw new Refused(400, null, null, "We could not parse the JSON body of your request.");
    }

    private ObjectNode current(MintEndpoint endpoint, JsonNode body) {
        var asked = body.path("session");
        var kind = endpoint == MintEndpoint.TRANSLATION
                ? "translation"
                : asked.path("type").asText("realtime");
        var key = keys.mint(kind, body.at("/expires_after/seconds").asLong(DEFAULT_SECONDS));
        var session = EffectiveSession.of(kind, asked).put("id", "sess_" + keys.random(12));
        if (endpoint == MintEndpoint.TRANSLATION) {
            session.put("expires_at", key.expires().getEpochSecond());
        }
        return JSON.createObjectNode()
                .put("value", key.value())
                .put("expires_at", key.expires().getEpochSecond())
                .set("session", session);
    }

    private ObjectNode legacy(MintEndpoint endpoint, JsonNode body) {
        var key = keys.mint(endpoint.shape, LEGACY_SECONDS);
        var session = EffectiveSession.of(endpoint.shape, body).put("id", "sess_" + keys.random(12));
        session.putObject("client_secret")
                .put("value", key.value())
                .put("expires_at", key.expires().getEpochSecond());
        return session;
    }
}
