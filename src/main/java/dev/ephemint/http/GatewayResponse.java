package dev.ephemint.http;

import java.util.Map;

/**
 * What API Gateway makes an HTTP response of, in either payload format.
 *
 * @param statusCode the HTTP status
 * @param headers the HTTP headers
 * @param body the body as text
 * @param isBase64Encoded always false: every body is text
 */
public record GatewayResponse(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {

    public GatewayResponse {
        headers = Map.copyOf(headers);
    }

    /** The body holds a client secret: only the status is printed. */
    @Override
    public String toString() {
        return "GatewayResponse[" + statusCode + "]";
    }
}
