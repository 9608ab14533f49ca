package dev.ephemint.local;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.ephemint.local.openai.Refused;
import io.vertx.core.buffer.Buffer;

/**
 * Where a browser takes its client secret: the WebRTC offer goes in, an answer comes out. The answer is in order, so that the page's
 * code runs through, but nobody is at the other end.
 */
record Calls(EphemeralKeys keys) {
    private static final Map<String, Set<String>> KINDS = Map.of(
            "/v1/realtime/calls", Set.of("realtime", "transcription", "legacy_realtime", "legacy_transcription"),
            "/v1/realtime/translations/calls", Set.of("translation"));

    boolean serves(String path) {
        return KINDS.containsKey(path);
    }

    /** The answer, which any page may read. */
    Reply answer(Recorded request) {
        Reply reply;
        try {
            reply = request.method().equals("OPTIONS") ? Reply.empty(200) : connect(request);
        } catch (Refused refused) {
            reply = Reply.json(refused.status(), refused.body());
        }
        return reply.with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Methods", "POST, OPTIONS")
                .with("Access-Control-Allow-Headers", "authorization, content-type, x-openai-agents-sdk")
                .with("Access-Control-Expose-Headers", "location, x-request-id");
    }

    private Reply connect(Recorded request) {
        if (!request.method().equals("POST")) {
            throw new Refused(405, null, null, "Not allowed: " + request.method());
        }
        var secret = request.header("Authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
        var key = keys.find(secret)
                .orElseThrow(() -> new Refused(
                        401, "invalid_api_key", null, "Your client secret is unknown here, or has expired."));
        if (!KINDS.get(request.path()).contains(key.kind())) {
            throw new Refused(400, "invalid_value", null, "This client secret is for a session of another kind.");
        }
        var type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/sdp")) {
            throw new Refused(400, "unsupported_content_type", null, "This method only accepts 'application/sdp'.");
        }
        if (!request.body().startsWith("v=0")) {
            throw new Refused(400, "invalid_offer", null, "The body is no SDP offer.");
        }
        return Reply.empty(201)
                .with("Content-Type", "application/sdp")
                .with("Location", request.path() + "/rtc_" + keys.random(12))
                .with(Buffer.buffer(Sdp.answer(request.body(), keys.random(12))));
    }
}
