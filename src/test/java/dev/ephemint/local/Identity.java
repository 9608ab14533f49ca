package dev.ephemint.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;

/**
 * The claims that API Gateway's JWT authorizer would have read from a token. Every value is a string there, also numbers and lists
 * ({@code [a b]}). Requests steer it: {@code X-Local-Identity} names another subject, or {@code none} for no authorizer at all, and
 * {@code X-Local-Claims} is a JSON object of claims to set or, by null, to leave out.
 */
final class Identity {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Identity() {}

    static Optional<ObjectNode> of(MultiMap headers, List<String> scopes, Instant now) {
        var subject = headers.get("X-Local-Identity");
        if ("none".equals(subject)) {
            return Optional.empty();
        }
        var claims = JSON.createObjectNode()
                .put("sub", subject == null ? "local-user" : subject)
                .put("iss", "http://localhost")
                .put("aud", "local")
                .put("client_id", "local")
                .put("token_use", "access")
                .put("jti", "local")
                .put("iat", Long.toString(now.getEpochSecond()))
                .put("auth_time", Long.toString(now.getEpochSecond()))
                .put("exp", Long.toString(now.plusSeconds(3600).getEpochSecond()))
                .put("scope", String.join(" ", scopes));
        other(headers).forEach((claim, value) -> {
            if (value == null) {
                claims.remove(claim);
            } else {
                claims.put(claim, value);
            }
        });
        return Optional.of(claims);
    }

    private static Map<String, String> other(MultiMap headers) {
        var text = headers.get("X-Local-Claims");
        if (text == null) {
            return Map.of();
        }
        try {
            return JSON.readerForMapOf(String.class).readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("X-Local-Claims is no JSON object of strings", e);
        }
    }
}
