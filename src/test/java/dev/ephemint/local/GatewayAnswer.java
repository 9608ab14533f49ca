package dev.ephemint.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** What goes back to the caller: the function's answer, or the gateway's own words when there is none. */
record GatewayAnswer(int status, Map<String, List<String>> headers, Buffer body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every refusal of the gateway itself has this shape, never problem+json. */
    static GatewayAnswer message(int status, String message) {
        return new GatewayAnswer(
                status,
                Map.of("Content-Type", List.of("application/json")),
                Buffer.buffer(JSON.createObjectNode().put("message", message).toString()));
    }

    static GatewayAnswer functionFailed(Payload payload) {
        return payload == Payload.V1 ? message(502, "Internal server error") : message(500, "Internal Server Error");
    }

    static GatewayAnswer timedOut(Payload payload) {
        return payload == Payload.V1 ? message(504, "Endpoint request timed out") : message(503, "Service Unavailable");
    }

    /** Reads what the function returned; a shape that API Gateway does not know counts as a failure of the function. */
    static GatewayAnswer read(Buffer returned, Payload payload) {
        try {
            var answer = JSON.readTree(returned.getBytes());
            if (!answer.has("statusCode")) {
                // Format 2.0 takes any other JSON for the body of a 200.
                return payload == Payload.V2 && !answer.isMissingNode()
                        ? new GatewayAnswer(200, Map.of("Content-Type", List.of("application/json")), returned)
                        : functionFailed(payload);
            }
            return new GatewayAnswer(answer.path("statusCode").asInt(500), headers(answer), body(answer));
        } catch (IOException | IllegalArgumentException e) {
            return functionFailed(payload);
        }
    }

    private static Map<String, List<String>> headers(JsonNode answer) {
        var headers = new LinkedHashMap<String, List<String>>();
        answer.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        answer.path("multiValueHeaders")
                .properties()
                .forEach(header -> headers.put(header.getKey(), texts(header.getValue())));
        if (answer.path("cookies").isArray()) {
            headers.put("Set-Cookie", texts(answer.path("cookies")));
        }
        headers.keySet().removeIf(name -> GatewayRequest.lower(name).startsWith("access-control-"));
        return headers;
    }

    private static Buffer body(JsonNode answer) {
        var body = answer.path("body").asText("");
        return answer.path("isBase64Encoded").asBoolean()
                ? Buffer.buffer(Base64.getDecoder().decode(body))
                : Buffer.buffer(body);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        headers.forEach((name, values) -> {
            if (GatewayRequest.lower(name).equals("vary")) {
                response.headers().add(name, values);
            } else {
                response.putHeader(name, values);
            }
        });
        if (!response.headers().contains("Content-Type") && body.length() > 0) {
            response.putHeader("Content-Type", "text/plain;charset=UTF-8");
        }
        response.end(body);
    }
}
