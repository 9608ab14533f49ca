package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.shape.Alphabet;
import dev.ephemint.shape.Credential;
import dev.ephemint.shape.Json;

/**
 * What an operator may know of an answer: codes, never its text. Whatever is not a plain word of at most 128 characters is empty.
 *
 * @param status the HTTP status
 * @param requestId OpenAI's {@code x-request-id}, by which its support finds the request
 * @param errorType such as {@code invalid_request_error}
 * @param errorCode such as {@code unknown_parameter}
 * @param errorParam the path of the field that was refused
 */
public record Verdict(int status, String requestId, String errorType, String errorCode, String errorParam) {

    private static final Alphabet PLAIN = Alphabet.of("A-Za-z0-9._[]:/-");
    private static final int LONGEST = 128;
    private static final int MAX_BYTES = 64 * 1024;

    /** What may be known of an answer; {@code requestId} and {@code body} may be null. */
    static Verdict of(int status, String requestId, byte[] body) {
        JsonNode error = status < 400 ? Json.NODES.missingNode() : error(body);
        return new Verdict(
                status,
                plain(requestId),
                plain(error.path("type").textValue()),
                plain(error.path("code").textValue()),
                plain(error.path("param").textValue()));
    }

    private static JsonNode error(byte[] body) {
        try {
            return body == null || body.length > MAX_BYTES
                    ? Json.NODES.missingNode()
                    : Json.parse(new String(body, StandardCharsets.UTF_8)).path("error");
        } catch (JsonProcessingException notJson) {
            return Json.NODES.missingNode();
        }
    }

    private static String plain(String text) {
        return text != null && PLAIN.spells(text, LONGEST) && !Credential.in(text) ? text : "";
    }
}
