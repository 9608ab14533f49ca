package dev.ephemint.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.access.Identity;

/**
 * Finds the caller's identity where a gateway's authorizer puts it, and nowhere else. The first authorizer that the event
 * names decides: where it vouches for nobody, there is no identity, whatever else the event holds.
 */
final class Identities {

    /** What Cognito writes for somebody who may use an identity pool without having logged in. */
    private static final String GUEST = "unauthenticated";

    private static final String IAM = "iam";

    private Identities() {}

    /**
     * Whom an authorizer vouches for; empty where none vouches for a subject.
     *
     * @param authorizer what the event's {@code requestContext} has under this name
     * @param identity the same; the IAM of a REST API puts the caller there
     */
    static Optional<Identity> of(JsonNode authorizer, JsonNode identity) {
        if (authorizer.path("jwt").isObject()) {
            return token(
                    authorizer.path("jwt").path("claims"),
                    authorizer.path("jwt").path("scopes"));
        }
        if (authorizer.path("claims").isObject()) {
            return token(authorizer.path("claims"), authorizer.path("scopes"));
        }
        if (authorizer.path("lambda").isObject()) {
            return lambda(authorizer.path("lambda"));
        }
        if (authorizer.path(IAM).isObject()) {
            return iamOfHttpApi(authorizer.path(IAM));
        }
        if (authorizer.has("principalId")) {
            return lambda(authorizer);
        }
        return iamOfRestApi(identity);
    }

    /** A JWT that the gateway has checked: HTTP API, or the Cognito authorizer of a REST API. */
    private static Optional<Identity> token(JsonNode claims, JsonNode scopes) {
        return claims.path("sub").isTextual() ? identity(claims, claims.path("sub"), scopes) : Optional.empty();
    }

    /** What a Lambda authorizer returned as its context; it need not know the words of a JWT. */
    private static Optional<Identity> lambda(JsonNode context) {
        JsonNode subject = context.has("sub") ? context.path("sub") : context.path("principalId");
        return identity(context, subject, context.path("scopes"));
    }

    private static Optional<Identity> identity(JsonNode claims, JsonNode subject, JsonNode scopes) {
        boolean named = subject.isTextual() || subject.isIntegralNumber();
        if (!named || subject.asText().isBlank()) {
            return Optional.empty();
        }
        Map<String, List<String>> values = new HashMap<>();
        claims.properties().forEach(claim -> values.put(claim.getKey(), values(claim.getKey(), claim.getValue())));
        return Optional.of(new Identity(text(claims.path("iss")), subject.asText(), scopes(scopes, values), values));
    }

    /** HTTP API and function URL. All users of an identity pool share one role: there the pool's own id is the subject. */
    private static Optional<Identity> iamOfHttpApi(JsonNode iam) {
        JsonNode cognito = iam.path("cognitoIdentity");
        for (JsonNode how : cognito.path("amr")) {
            if (how.asText().equals(GUEST)) {
                return Optional.empty();
            }
        }
        return iam(
                cognito.isObject() ? cognito.path("identityId") : iam.path("userArn"),
                text(cognito.path("identityPoolId")),
                iam.path("userArn"),
                iam.path("accountId"));
    }

    private static Optional<Identity> iamOfRestApi(JsonNode identity) {
        if (text(identity.path("cognitoAuthenticationType")).equals(GUEST)) {
            return Optional.empty();
        }
        String pool = text(identity.path("cognitoIdentityPoolId"));
        return iam(
                pool.isEmpty() ? identity.path("userArn") : identity.path("cognitoIdentityId"),
                pool,
                identity.path("userArn"),
                identity.path("accountId"));
    }

    private static Optional<Identity> iam(JsonNode subject, String pool, JsonNode arn, JsonNode account) {
        if (text(subject).isBlank()) {
            return Optional.empty();
        }
        Map<String, List<String>> claims = Map.of(
                "userArn", List.of(text(arn)), "accountId", List.of(text(account)), "identityPoolId", List.of(pool));
        return Optional.of(new Identity(IAM, text(subject), Set.of(), claims));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    private static Set<String> scopes(JsonNode listed, Map<String, List<String>> claims) {
        List<String> scopes = new ArrayList<>();
        listed.forEach(scope -> scopes.add(text(scope)));
        for (String name : List.of("scope", "scp")) {
            claims.getOrDefault(name, List.of()).forEach(value -> scopes.addAll(words(value)));
        }
        scopes.removeIf(String::isEmpty);
        return Set.copyOf(scopes);
    }

    /**
     * The values of one claim. An HTTP API writes a list as {@code [a b]}, so that a value with a space in it cannot be told
     * from two; the Cognito authorizer of a REST API writes groups as {@code a,b}.
     */
    private static List<String> values(String name, JsonNode claim) {
        if (claim.isArray()) {
            List<String> values = new ArrayList<>();
            claim.forEach(value -> values.add(value.asText()));
            return List.copyOf(values);
        }
        String text = claim.asText("");
        if (text.startsWith("[") && text.endsWith("]")) {
            return List.copyOf(words(text.substring(1, text.length() - 1).strip()));
        }
        return name.equals("cognito:groups") ? List.of(text.split(",")) : List.of(text);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, " ");
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
