package dev.ephemint.openai;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a browser takes its client secret.
 *
 * @param webrtc the URL that takes an SDP offer; empty where the session can only be had by WebSocket
 * @param websocket the URL of the WebSocket
 * @param subprotocols the WebSocket subprotocols to ask for; the last one holds the secret
 */
public record Connect(Optional<String> webrtc, String websocket, List<String> subprotocols) {

    private static final String BETA = "openai-beta.realtime-v1";

    public Connect {
        subprotocols = List.copyOf(subprotocols);
    }

    /**
     * The place for {@code secret}, at the upstream that minted it: it is good for no other.
     *
     * @param root what {@code /v1/realtime} stands below
     * @param model goes into the WebSocket's URL where it has a place there
     * @param webRtcFilter whether the upstream shall keep the session's instructions from the browser (Azure only)
     */
    static Connect at(
            URI root, Operation operation, ClientSecret secret, Optional<String> model, boolean webRtcFilter) {
        String http = root + "/v1/realtime";
        String socket = "ws" + http.substring("http".length());
        String query = model.map(name -> "?model=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        String filter = webRtcFilter ? "?webrtcfilter=on" : "";
        String withKey = "openai-insecure-api-key." + secret.value();
        return switch (operation) {
            case CLIENT_SECRET ->
                new Connect(Optional.of(http + "/calls" + filter), socket + query, List.of("realtime", withKey));
            case TRANSLATION_CLIENT_SECRET ->
                new Connect(
                        Optional.of(http + "/translations/calls" + filter),
                        socket + "/translations" + query,
                        List.of("realtime", withKey));
            case LEGACY_SESSION ->
                new Connect(Optional.of(http + query), socket + query, List.of("realtime", BETA, withKey));
            case LEGACY_TRANSCRIPTION_SESSION ->
                new Connect(Optional.empty(), socket + "?intent=transcription", List.of("realtime", BETA, withKey));
        };
    }

    @Override
    public String toString() {
        return "Connect[" + websocket + "]";
    }
}
