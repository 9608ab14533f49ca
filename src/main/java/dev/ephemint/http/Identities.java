package dev.ephemint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.access.Identity;

/** Finds the caller's identity where a gateway's authorizer puts it, and nowhere else. */
final class Identities {

    private Identities() {}

    /** The identity in the {@code requestContext} of an event; empty where no authorizer vouches for a subject. */
    static Optional<Identity> of(JsonNode context) {
        JsonNode authorizer = context.path("authorizer");
        JsonNode jwt = authorizer.path("jwt");
        JsonNode claims = jwt.isObject() ? jwt.path("claims") : authorizer.path("claims");
        String subject = claims.path("sub").isTextual() ? claims.path("sub").textValue() : "";
        if (!claims.isObject() || subject.isBlank()) {
            return Optional.empty();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        claims.properties().forEach(claim -> values.put(claim.getKey(), values(claim.getValue())));
        return Optional.of(new Identity(claims.path("iss").asText(""), subject, scopes(jwt, values), values));
    }

    private static Set<String> scopes(JsonNode jwt, Map<String, List<String>> claims) {
        Set<String> scopes = new LinkedHashSet<>();
        jwt.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        for (String name : List.of("scope", "scp")) {
            claims.getOrDefault(name, List.of()).forEach(value -> scopes.addAll(List.of(value.split(" +"))));
        }
        scopes.remove("");
        return scopes;
    }

    /** API Gateway renders a list as {@code [a b]}. */
    private static List<String> values(JsonNode claim) {
        if (claim.isArray()) {
            List<String> values = new ArrayList<>();
            claim.forEach(value -> values.add(value.asText()));
            return List.copyOf(values);
        }
        String text = claim.asText("");
        return text.startsWith("[") && text.endsWith("]")
                ? List.of(text.substring(1, text.length() - 1).strip().split("[ ,]+"))
                : List.of(text);
    }
}
