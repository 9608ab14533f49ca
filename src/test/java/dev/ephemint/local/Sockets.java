package dev.ephemint.local;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * The other place where a browser takes its client secret: a WebSocket that carries it among its subprotocols. A session is opened and
 * updated as told; it says nothing else.
 */
record Sockets(EphemeralKeys keys) {
    /** To be announced by every server that a stand-in is mounted in. */
    static final List<String> SUBPROTOCOLS = List.of("realtime");

    private static final Set<String> PATHS = Set.of("/v1/realtime", "/v1/realtime/translations");
    private static final String KEY = "openai-insecure-api-key.";

    boolean serves(HttpServerRequest request, String path) {
        return PATHS.contains(path) && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    void open(HttpServerRequest request) {
        var offered = request.getHeader("Sec-WebSocket-Protocol");
        var known = Stream.of(offered == null ? new String[0] : offered.split(",\\s*"))
                .filter(protocol -> protocol.startsWith(KEY))
                .anyMatch(
                        protocol -> keys.find(protocol.substring(KEY.length())).isPresent());
        if (!known) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.toWebSocket().onSuccess(socket -> {
            socket.textMessageHandler(text -> {
                var event = new JsonObject(text);
                if ("session.update".equals(event.getString("type"))) {
                    socket.writeTextMessage(says("session.updated", event.getJsonObject("session")));
                }
            });
            socket.writeTextMessage(says("session.created", new JsonObject().put("id", "sess_" + keys.random(12))));
        });
    }

    private String says(String type, JsonObject session) {
        return new JsonObject()
                .put("type", type)
                .put("event_id", "event_" + keys.random(12))
                .put("session", session)
                .encode();
    }
}
