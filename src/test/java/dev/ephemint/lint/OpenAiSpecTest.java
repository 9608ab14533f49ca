package dev.ephemint.lint;

import java.io.IOException;
import java.nio.file.Files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.session.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What accepted presets send fits the schemas that OpenAI publishes, wherever those slices lie beside the project. Where the spec
 * contradicts itself or the server, the server wins, and a test here is named after it.
 */
class OpenAiSpecTest {

    private static final String GENERAL = "RealtimeCreateClientSecretRequest";
    private static final String TRANSLATION = "RealtimeTranslationClientSecretCreateRequest";
    private static final String LEGACY = "RealtimeSessionCreateRequest";
    private static final String LEGACY_TRANSCRIPTION = "RealtimeTranscriptionSessionCreateRequest";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static OpenAiSpec spec;
    private static OpenAiSpec older;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.isDirectory(OpenAiSpec.FOLDER), "the spec's slices are not here");
        spec = OpenAiSpec.read("openai-realtime-openapi.yaml");
        older = OpenAiSpec.read("openai-realtime-legacy-2025-08-openapi.yaml");
    }

    @Test
    void realtimeSessionsFit() throws IOException {
        for (JsonNode session : Accepted.all(Kind.REALTIME)) {
            assertThat(spec.faults(GENERAL, request(withoutProseNulls(session))))
                    .isEmpty();
        }
    }

    @Test
    void transcriptionSessionsFit() throws IOException {
        for (JsonNode session : Accepted.all(Kind.TRANSCRIPTION)) {
            assertThat(spec.faults(GENERAL, request(session))).isEmpty();
        }
    }

    @Test
    void translationSessionsFit() throws IOException {
        for (JsonNode session : Accepted.all(Kind.TRANSLATION)) {
            assertThat(spec.faults(TRANSLATION, request(session))).isEmpty();
        }
    }

    @Test
    void legacyTranscriptionSessionsFitTheNewestSpecButForWhatOnlyTheOlderHas() throws IOException {
        for (JsonNode session : Accepted.all(Kind.LEGACY_TRANSCRIPTION)) {
            ObjectNode newest = session.deepCopy();
            newest.remove("modalities");
            dropTurnDetectionOfTheOlder(newest);
            assertThat(spec.faults(LEGACY_TRANSCRIPTION, newest)).isEmpty();
        }
    }

    /** The newest spec gives the request the shape of a response: no model, and a client secret to bring along. */
    @Test
    void legacyRealtimeSessionsFitTheSpecOf2025() throws IOException {
        for (JsonNode session : Accepted.all(Kind.LEGACY_REALTIME)) {
            ObjectNode then = session.deepCopy();
            then.remove("truncation"); // these two and custom voices came later, and only the newest spec has them
            then.remove("prompt");
            if (then.path("voice").isObject()) {
                then.remove("voice");
            }
            assertThat(older.faults(LEGACY, then)).isEmpty();
        }
    }

    @Test
    void legacyRealtimeSessionsFitTheNewestSpecWhereItIsARequest() throws IOException {
        OpenAiSpec mended = spec.notRequiring(LEGACY, "client_secret");
        for (JsonNode session : Accepted.all(Kind.LEGACY_REALTIME)) {
            ObjectNode newest = session.deepCopy();
            newest.remove("model");
            newest.remove("input_audio_noise_reduction");
            newest.withObject("input_audio_transcription").retain("model");
            dropTurnDetectionOfTheOlder(newest);
            assertThat(mended.faults(LEGACY, newest)).isEmpty();
        }
    }

    @Test
    void theNewestSpecAsksLegacyRequestsForASecretThatTheServerRefuses() throws IOException {
        JsonNode session = MAPPER.readTree("{\"instructions\": \"Be brief.\"}");

        assertThat(spec.faults(LEGACY, session)).singleElement().asString().contains("client_secret");
    }

    @Test
    void theSpecLeavesOutTheAnchorThatTheServerInsistsOn() throws IOException {
        JsonNode bare = MAPPER.readTree("{\"expires_after\": {\"seconds\": 60}}");

        assertThat(spec.faults(GENERAL, bare)).isEmpty();
        assertThat(spec.faults(GENERAL, request(MAPPER.readTree("{\"type\": \"realtime\"}"))))
                .isEmpty();
    }

    /** "Can be set to null to turn off", says the description of both; their schemas know only objects. */
    @Test
    void nullsThatOnlyTheDescriptionsOfTheSpecAllow() throws IOException {
        for (String field : new String[] {"transcription", "noise_reduction"}) {
            JsonNode session = MAPPER.readTree(
                    "{\"type\": \"realtime\", \"audio\": {\"input\": {\"%s\": null}}}".formatted(field));

            assertThat(spec.faults(GENERAL, request(session))).isNotEmpty();
        }
    }

    @Test
    void aTranslationHasNoType() throws IOException {
        JsonNode session = MAPPER.readTree("{\"type\": \"translation\", \"model\": \"gpt-realtime-translate\"}");

        assertThat(spec.faults(TRANSLATION, request(session))).isNotEmpty();
    }

    /** Without this, the tests above could pass for any text. */
    @Test
    void theSpecDoesRefuseWhatIsWrong() throws IOException {
        JsonNode session = MAPPER.readTree("{\"type\": \"realtime\", \"instuctions\": \"Be brief.\"}");

        assertThat(spec.faults(GENERAL, request(session))).isNotEmpty();
    }

    private static ObjectNode request(JsonNode session) {
        ObjectNode request = MAPPER.createObjectNode();
        request.putObject("expires_after").put("anchor", "created_at").put("seconds", 60);
        request.set("session", session);
        return request;
    }

    private static JsonNode withoutProseNulls(JsonNode session) {
        ObjectNode copy = session.deepCopy();
        if (copy.at("/audio/input") instanceof ObjectNode input) {
            for (String field : new String[] {"transcription", "noise_reduction"}) {
                if (input.path(field).isNull()) {
                    input.remove(field);
                }
            }
        }
        return copy;
    }

    /** The newest spec knows only the oldest fields of server VAD here. */
    private static void dropTurnDetectionOfTheOlder(ObjectNode session) {
        if (session.path("turn_detection") instanceof ObjectNode turns
                && turns.path("type").asText().equals("server_vad")) {
            turns.remove("create_response");
            turns.remove("interrupt_response");
        } else {
            session.remove("turn_detection");
        }
    }
}
