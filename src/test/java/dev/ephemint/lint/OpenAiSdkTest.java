package dev.ephemint.lint;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.realtime.RealtimeTranslationClientSecretCreateRequest;
import com.openai.models.realtime.clientsecrets.ClientSecretCreateParams;
import dev.ephemint.session.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What accepted presets send parses as the requests of OpenAI's Java SDK, its validation included. The SDK has no types for the
 * two legacy endpoints.
 */
class OpenAiSdkTest {

    private static final ObjectMapper SDK = ObjectMappers.jsonMapper();

    static Stream<JsonNode> agentsAndTranscribers() throws IOException {
        return Stream.of(Accepted.all(Kind.REALTIME), Accepted.all(Kind.TRANSCRIPTION))
                .flatMap(List::stream);
    }

    static Stream<JsonNode> translators() throws IOException {
        return Accepted.all(Kind.TRANSLATION).stream();
    }

    @ParameterizedTest
    @MethodSource("agentsAndTranscribers")
    void aSessionIsAValidRequestOfTheSdk(JsonNode session) throws IOException {
        ClientSecretCreateParams.Body body = SDK.treeToValue(request(session), ClientSecretCreateParams.Body.class);

        assertThat(plain(body.validate())).isEqualTo(plain(request(session)));
    }

    @ParameterizedTest
    @MethodSource("translators")
    void aTranslationIsAValidRequestOfTheSdk(JsonNode session) throws IOException {
        RealtimeTranslationClientSecretCreateRequest body =
                SDK.treeToValue(request(session), RealtimeTranslationClientSecretCreateRequest.class);

        assertThat(plain(body.validate())).isEqualTo(plain(request(session)));
    }

    /** Without this, the tests above could pass for any text. */
    @Test
    void theSdkDoesRefuseWhatIsWrong() throws IOException {
        ObjectNode session = (ObjectNode) Accepted.all(Kind.REALTIME).get(0).deepCopy();
        session.withObject("audio")
                .withObject("input")
                .putObject("turn_detection")
                .put("type", "sematic_vad");
        ClientSecretCreateParams.Body body = SDK.treeToValue(request(session), ClientSecretCreateParams.Body.class);

        assertThatThrownBy(body::validate).isInstanceOf(OpenAIInvalidDataException.class);
    }

    private static ObjectNode request(JsonNode session) {
        ObjectNode request = SDK.createObjectNode();
        request.putObject("expires_after").put("anchor", "created_at").put("seconds", 60);
        request.set("session", session);
        return request;
    }

    /** The same JSON as the SDK's own mapper reads it: numbers compare by their type. */
    private static JsonNode plain(Object json) throws IOException {
        return SDK.readTree(SDK.writeValueAsString(json));
    }
}
