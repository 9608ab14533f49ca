package dev.ephemint.http;

import java.util.Optional;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.ephemint.access.Caller;

/**
 * One HTTP request as API Gateway hands it over, payload format 2.0 (HTTP API, function URL) or 1.0 (REST API). Any part of
 * an event may be missing or of the wrong type: it is read as absent then.
 *
 * @param method the HTTP method as sent; empty where the event has none
 * @param path the path without the stage; empty where the event has none
 * @param contentType the {@code Content-Type} header; empty where the event has none
 * @param body the body as the event has it; empty where there is none
 * @param base64 whether the body is base64
 * @param requestId the gateway's id of the request
 * @param caller who calls, as far as the gateway vouches for it
 */
@JsonDeserialize(using = GatewayEventReader.class)
public record GatewayEvent(
        String method,
        String path,
        String contentType,
        Optional<String> body,
        boolean base64,
        String requestId,
        Caller caller) {

    /** Events hold tokens and names: only the request id is printed. */
    @Override
    public String toString() {
        return "GatewayEvent[" + requestId + "]";
    }
}
