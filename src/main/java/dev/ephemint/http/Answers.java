package dev.ephemint.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.mint.Grant;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.openai.Connect;
import dev.ephemint.openai.EffectiveSession;
import dev.ephemint.shape.Json;

/** Writes answers. Nothing that a caller or OpenAI sent gets into a header. */
final class Answers {

    /** Of a tool, what even a preset that reveals its session keeps to itself. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "headers");

    private static final String TYPE = "Content-Type";

    /** Of every answer; a problem has a type of its own. */
    private static final Map<String, String> HEADERS =
            Map.of(TYPE, "application/json", "Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    private Answers() {}

    /** 200 with the client secret. */
    static GatewayResponse granted(Grant grant) {
        String body = Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("value", grant.secret().value());
            json.writeNumberField("expires_at", grant.secret().expiresAt().getEpochSecond());
            json.writeNumberField("expires_in", grant.secret().expiresIn().toSeconds());
            json.writeStringField("preset", grant.preset().name());
            json.writeFieldName("session");
            session(grant, json);
            json.writeFieldName("connect");
            connect(grant.connect(), json);
            json.writeEndObject();
        });
        return new GatewayResponse(200, HEADERS, body, false);
    }

    /** By default what of OpenAI's session holds no prompt; the whole but for credentials where the preset says so. */
    private static void session(Grant grant, JsonGenerator json) throws IOException {
        EffectiveSession effective = grant.secret().session();
        if (grant.preset().revealsSession()) {
            json.writeTree(withoutCredentials(effective.whole().get()));
            return;
        }
        json.writeStartObject();
        field("id", effective.id(), json);
        json.writeStringField(
                "type", effective.type().orElse(grant.preset().kind().type()));
        field("model", effective.model(), json);
        json.writeEndObject();
    }

    private static ObjectNode withoutCredentials(ObjectNode session) {
        session.path("tools").forEach(tool -> {
            if (tool instanceof ObjectNode object) {
                object.remove(CREDENTIALS);
            }
        });
        return session;
    }

    private static void connect(Connect connect, JsonGenerator json) throws IOException {
        json.writeStartObject();
        field("webrtc", connect.webrtc(), json);
        json.writeStringField("websocket", connect.websocket());
        json.writeArrayFieldStart("subprotocols");
        for (String subprotocol : connect.subprotocols()) {
            json.writeString(subprotocol);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void field(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /** A problem (RFC 9457) in constant words. */
    static GatewayResponse refused(Refusal refusal, String requestId) {
        Problem problem = refusal.problem();
        ObjectNode body = Json.NODES
                .objectNode()
                .put("type", "urn:ephemint:problem:" + problem.code())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("code", problem.code())
                .put("request_id", requestId);
        if (!refusal.errors().isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            refusal.errors().forEach(error -> errors.addObject()
                    .put("pointer", error.pointer())
                    .put("code", error.code().word()));
        }
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(TYPE, "application/problem+json");
        refusal.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(wait.toSeconds())));
        if (problem == Problem.METHOD_NOT_ALLOWED) {
            headers.put("Allow", TokenEndpoint.METHOD);
        }
        if (problem == Problem.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        return new GatewayResponse(problem.status(), headers, Json.text(json -> json.writeTree(body)), false);
    }
}
