package dev.ephemint.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.key.KeyOrigin.Parameter;
import dev.ephemint.key.KeyOrigin.Secret;
import dev.ephemint.shape.Json;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Reads keys through the AWS Parameters and Secrets Lambda extension, which asks Secrets Manager or SSM with the function's own
 * role. It answers during invocations only. Whatever goes wrong is logged here with what to do, and nothing of an answer is quoted.
 */
final class SecretsExtension {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.key");
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 128 * 1024;

    private final Supplier<SecretsApi> api;
    private final Optional<String> token;

    /** {@code token}: {@code AWS_SESSION_TOKEN}, by which the extension knows that it is this function that asks. */
    SecretsExtension(Supplier<SecretsApi> api, Optional<String> token) {
        this.api = api;
        this.token = token;
    }

    /** The key in the current version of {@code origin}; throws {@link KeyUnavailable}. */
    ApiKey read(Secret origin) {
        JsonNode answer = ask(origin, api.get().secret(token(origin), origin.id(), "AWSCURRENT"));
        String text = text(origin, answer.path("SecretString"));
        return key(origin, origin.field().isEmpty() ? text : field(origin, text));
    }

    /** The key in {@code origin}; throws {@link KeyUnavailable}. */
    ApiKey read(Parameter origin) {
        JsonNode answer = ask(origin, api.get().parameter(token(origin), origin.name(), true));
        return key(origin, text(origin, answer.path("Parameter").path("Value")));
    }

    private String token(KeyOrigin origin) {
        return token.filter(text -> !text.isBlank())
                .orElseThrow(() -> unavailable(
                        origin, "there is no AWS_SESSION_TOKEN", "outside Lambda, set OPENAI_API_KEY instead"));
    }

    private static JsonNode ask(KeyOrigin origin, Uni<RestResponse<byte[]>> call) {
        RestResponse<byte[]> answer;
        try {
            answer = call.await().atMost(LONGEST);
        } catch (RuntimeException e) {
            throw unavailable(
                    origin,
                    "the Parameters and Secrets extension does not answer",
                    "add its layer to the function, and see its own log lines");
        }
        if (answer.getStatus() != 200) {
            throw unavailable(
                    origin,
                    "the Parameters and Secrets extension answered " + answer.getStatus(),
                    "check that the name is right and that the function's role may read and decrypt it");
        }
        byte[] body = answer.getEntity();
        try {
            if (body != null && body.length <= MAX_BYTES) {
                return Json.parse(new String(body, StandardCharsets.UTF_8));
            }
        } catch (JsonProcessingException e) {
            // its message quotes the secret
        }
        throw unavailable(origin, "the extension's answer is not the JSON it should be", "see its own log lines");
    }

    private static String text(KeyOrigin origin, JsonNode value) {
        if (!value.isTextual()) {
            throw unavailable(origin, "it holds no text", "store the key as text, not as binary");
        }
        return value.textValue();
    }

    private static String field(Secret origin, String text) {
        try {
            JsonNode value = Json.parse(text).path(origin.field().orElseThrow());
            if (value.isTextual()) {
                return value.textValue();
            }
        } catch (JsonProcessingException e) {
            // its message quotes the secret
        }
        throw unavailable(origin, "it is no JSON object with that field as text", "check the field's name");
    }

    private static ApiKey key(KeyOrigin origin, String text) {
        Optional<String> fault = ApiKey.fault(text);
        if (fault.isPresent()) {
            throw unavailable("key_unusable", origin, fault.get(), "store the key alone, as OpenAI shows it");
        }
        return new ApiKey(text);
    }

    private static KeyUnavailable unavailable(KeyOrigin origin, String wrong, String right) {
        return unavailable("key_unavailable", origin, wrong, right);
    }

    private static KeyUnavailable unavailable(String code, KeyOrigin origin, String wrong, String right) {
        LOG.warn(code + ": no API key from " + origin + ": " + wrong + "; " + right);
        return new KeyUnavailable(wrong);
    }
}
