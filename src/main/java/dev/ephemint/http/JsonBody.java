package dev.ephemint.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.mint.Pointer;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.Utf8;

/** Reads the body of a request as strictly as JSON allows. */
final class JsonBody {

    /** The largest body that is looked at, in bytes after base64. */
    static final int MAX_BYTES = 4 * 1024;

    static final int MAX_DEPTH = 8;
    static final int MAX_MEMBERS = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(Json.factory()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_BYTES)
                            .maxNumberLength(MAX_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /**
     * The object in the body of {@code event}.
     *
     * @throws Refusal where there is none, or it breaks a limit
     */
    static ObjectNode of(GatewayEvent event) {
        String text = decoded(event);
        if (text.isBlank()) {
            throw Refusal.of(Problem.INVALID_JSON, "", Code.EMPTY_BODY);
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(text); // an exponent of twenty digits is a NumberFormatException
        } catch (JsonProcessingException | NumberFormatException e) {
            throw Refusal.of(Problem.INVALID_JSON, "", Code.SYNTAX);
        }
        if (!(root instanceof ObjectNode object)) {
            throw Refusal.of(Problem.INVALID_JSON, "", Code.NOT_AN_OBJECT);
        }
        check(object, "", 1);
        return object;
    }

    private static String decoded(GatewayEvent event) {
        String body = event.body().orElse("");
        if (!event.base64()) {
            if (body.length() > MAX_BYTES || body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw Refusal.of(Problem.BODY_TOO_LARGE);
            }
            return body;
        }
        if (body.length() > MAX_BYTES / 3 * 4 + 8) {
            throw Refusal.of(Problem.BODY_TOO_LARGE);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Problem.INVALID_JSON, "", Code.BAD_BASE64);
        }
        if (bytes.length > MAX_BYTES) {
            throw Refusal.of(Problem.BODY_TOO_LARGE);
        }
        return Utf8.text(bytes).orElseThrow(() -> Refusal.of(Problem.INVALID_JSON, "", Code.SYNTAX));
    }

    private static void check(JsonNode node, String pointer, int depth) {
        if (node.isContainerNode() && depth > MAX_DEPTH) {
            throw Refusal.of(Problem.INVALID_REQUEST, pointer, Code.TOO_DEEP);
        }
        if (node.size() > MAX_MEMBERS) {
            throw Refusal.of(Problem.INVALID_REQUEST, pointer, Code.TOO_MANY_MEMBERS);
        }
        if (node.isTextual() && Characters.areForbidden(node.textValue())) {
            throw Refusal.of(Problem.INVALID_REQUEST, pointer, Code.FORBIDDEN_CHARACTER);
        }
        if (node.isArray()) {
            node.forEach(item -> check(item, pointer, depth + 1));
        }
        node.properties().forEach(entry -> {
            if (Characters.areForbidden(entry.getKey())) {
                throw Refusal.of(Problem.INVALID_REQUEST, pointer, Code.FORBIDDEN_CHARACTER);
            }
            check(entry.getValue(), Pointer.below(pointer, entry.getKey()), depth + 1);
        });
    }
}
