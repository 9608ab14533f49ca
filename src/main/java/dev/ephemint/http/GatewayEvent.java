package dev.ephemint.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.access.Caller;
import dev.ephemint.shape.Alphabet;

/**
 * One HTTP request as API Gateway hands it over, payload format 2.0 (HTTP API, function URL) or 1.0 (REST API). Any part of
 * an event may be missing or of the wrong type: it is read as absent then.
 *
 * @param method the HTTP method as sent; empty where the event has none
 * @param path the path without the stage; empty where the event has none
 * @param headers by lower-case name; several values are joined by commas
 * @param body the body as the event has it; empty where there is none
 * @param base64 whether the body is base64
 * @param requestId the gateway's id of the request
 * @param caller who calls, as far as the gateway vouches for it
 */
record GatewayEvent(
        String method,
        String path,
        Map<String, String> headers,
        Optional<String> body,
        boolean base64,
        String requestId,
        Caller caller) {

    private static final Alphabet REQUEST_ID = Alphabet.of("A-Za-z0-9=_+/-");
    private static final int LONGEST_ID = 128;
    private static final String DEFAULT_STAGE = "$default";

    /** Reads an event of either format; one of neither has no method and no path. */
    static GatewayEvent of(JsonNode event) {
        JsonNode context = event.path("requestContext");
        boolean restApi = event.path("httpMethod").isTextual();
        Map<String, String> headers = headers(event);
        JsonNode source = restApi
                ? context.path("identity").path("sourceIp")
                : context.path("http").path("sourceIp");
        Caller caller = new Caller(Identities.of(context), Optional.ofNullable(headers.get("origin")), text(source));
        return new GatewayEvent(
                restApi
                        ? event.path("httpMethod").textValue()
                        : text(context.path("http").path("method")),
                restApi ? text(event.path("path")) : withoutStage(text(event.path("rawPath")), context.path("stage")),
                headers,
                Optional.ofNullable(event.path("body").textValue()),
                event.path("isBase64Encoded").booleanValue(),
                requestId(context),
                caller);
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /** A named stage of an HTTP API stands in front of the path. */
    private static String withoutStage(String path, JsonNode stage) {
        String prefix = "/" + text(stage);
        boolean named = prefix.length() > 1 && !stage.textValue().equals(DEFAULT_STAGE);
        return named && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }

    private static Map<String, String> headers(JsonNode event) {
        Map<String, String> headers = new HashMap<>();
        JsonNode lists = event.path("multiValueHeaders");
        if (lists.isObject() && !lists.isEmpty()) {
            lists.properties().forEach(entry -> entry.getValue().forEach(value -> add(headers, entry.getKey(), value)));
        } else {
            event.path("headers").properties().forEach(entry -> add(headers, entry.getKey(), entry.getValue()));
        }
        return headers;
    }

    private static void add(Map<String, String> headers, String name, JsonNode value) {
        if (value.isTextual()) {
            headers.merge(name.toLowerCase(Locale.ROOT), value.textValue(), (a, b) -> a + "," + b);
        }
    }

    private static String requestId(JsonNode context) {
        String id = text(context.path("requestId"));
        return REQUEST_ID.spells(id, LONGEST_ID) ? id : UUID.randomUUID().toString();
    }

    /** Events hold tokens and names: only the request id is printed. */
    @Override
    public String toString() {
        return "GatewayEvent[" + requestId + "]";
    }
}
