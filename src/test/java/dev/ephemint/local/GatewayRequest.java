package dev.ephemint.local;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * One HTTP request as API Gateway sees it, after its authorizer.
 *
 * @param headers as sent, in order, without the {@code X-Local-*} that steer the gateway
 * @param claims of the caller's token; none without an authorizer
 */
record GatewayRequest(
        String id,
        Instant time,
        String method,
        String protocol,
        String path,
        String query,
        Map<String, List<String>> headers,
        Buffer body,
        String sourceIp,
        Optional<ObjectNode> claims) {

    static GatewayRequest of(
            HttpServerRequest request, Buffer body, String id, Instant time, Optional<ObjectNode> claims) {
        var headers = new LinkedHashMap<String, List<String>>();
        request.headers().forEach(header -> {
            if (!lower(header.getKey()).startsWith("x-local-")) {
                headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
        });
        return new GatewayRequest(
                id,
                time,
                request.method().name(),
                "HTTP/1.1",
                request.path(),
                request.query() == null ? "" : request.query(),
                headers,
                body,
                request.remoteAddress().hostAddress(),
                claims);
    }

    /** The values of a header, whatever its case, joined as API Gateway joins them. */
    Optional<String> header(String name) {
        var values = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    Map<String, List<String>> queryParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : query.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    /** API Gateway passes text, JSON, XML and JavaScript as they are, and every other body in base64. */
    boolean isText() {
        var type = header("Content-Type").map(GatewayRequest::lower);
        return type.map(t -> t.startsWith("text/") || t.matches(".*[/+](json|xml|javascript)\\b.*"))
                .orElseGet(this::isUtf8);
    }

    private boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
