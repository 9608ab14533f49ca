package dev.ephemint.openai;

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

    public Connect {
        subprotocols = List.copyOf(subprotocols);
    }

    @Override
    public String toString() {
        return "Connect[" + websocket + "]";
    }
}
