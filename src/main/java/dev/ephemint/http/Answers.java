package dev.ephemint.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.mint.Grant;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.openai.EffectiveSession;
import dev.ephemint.shape.Json;

/** Writes answers. Nothing that a caller or OpenAI sent gets into a header. */
final class Answers {

    /** Of a tool, what even a preset that reveals its session keeps to itself. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "headers");

    private Answers() {}

    /** 200 with the client secret. */
    static GatewayResponse granted(Grant grant) {
        ObjectNode body = Json.NODES
                .objectNode()
                .put("value", grant.secret().value())
                .put("expires_at", grant.secret().expiresAt().getEpochSecond())
                .put("expires_in", grant.secret().expiresIn().toSeconds())
                .put("preset", grant.preset().name());
        body.set("session", session(grant));
        ObjectNode connect = body.putObject("connect");
        grant.connect().webrtc().ifPresent(url -> connect.put("webrtc", url));
        connect.put("websocket", grant.connect().websocket());
        ArrayNode subprotocols = connect.putArray("subprotocols");
        grant.connect().subprotocols().forEach(subprotocols::add);
        return answer(200, "application/json", body, Map.of());
    }

    /** By default what of OpenAI's session holds no prompt; the whole but for credentials where the preset says so. */
    private static ObjectNode session(Grant grant) {
        EffectiveSession effective = grant.secret().session();
        if (grant.preset().revealsSession()) {
            ObjectNode whole = effective.whole().get();
            whole.path("tools").forEach(tool -> {
                if (tool instanceof ObjectNode object) {
                    object.remove(CREDENTIALS);
                }
            });
            return whole;
        }
        ObjectNode shown = Json.NODES.objectNode();
        effective.id().ifPresent(id -> shown.put("id", id));
        shown.put("type", effective.type().orElse(grant.preset().kind().type()));
        effective.model().ifPresent(model -> shown.put("model", model));
        return shown;
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
        Map<String, String> headers = new LinkedHashMap<>();
        refusal.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(wait.toSeconds())));
        if (problem == Problem.METHOD_NOT_ALLOWED) {
            headers.put("Allow", TokenEndpoint.METHOD);
        }
        if (problem == Problem.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        return answer(problem.status(), "application/problem+json", body, headers);
    }

    private static GatewayResponse answer(int status, String type, ObjectNode body, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        return new GatewayResponse(status, headers, new String(Json.bytes(body), StandardCharsets.UTF_8), false);
    }
}
