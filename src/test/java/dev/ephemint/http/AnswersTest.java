package dev.ephemint.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.TestPresets;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.audit.Trail;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.mint.Gate;
import dev.ephemint.mint.Grant;
import dev.ephemint.mint.InputError;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.mint.Mint;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.openai.ClientSecret;
import dev.ephemint.openai.Connect;
import dev.ephemint.openai.ScriptedOpenAi;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.quota.Quotas;
import dev.ephemint.shape.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The answers as they leave, to the last field and header; and what is written down of them. */
class AnswersTest {

    private static final Catalogue CATALOGUE = TestPresets.catalogue();
    private static final Connect CONNECT =
            new Connect(Optional.of("https://h.test/calls"), "wss://h.test", List.of("realtime", "key"));
    private static final Connect WEBSOCKET_ONLY = new Connect(Optional.empty(), "wss://h.test", List.of("realtime"));

    private static GatewayResponse granted(String preset, String session, Connect connect) throws IOException {
        ClientSecret secret = new ClientSecret(
                "ek_1",
                Instant.ofEpochSecond(1_800_000_000),
                Duration.ofMillis(47_900),
                ScriptedOpenAi.session((ObjectNode) Json.parse(session)));
        return Answers.granted(new Grant(CATALOGUE.find(preset).orElseThrow(), secret, connect));
    }

    @Test
    void aGrantHasTheSecretAndWhatMayBeSeenOfItsSession() throws IOException {
        GatewayResponse answer = granted(
                "full-agent",
                "{\"id\":\"sess_1\",\"type\":\"realtime\",\"model\":\"m\",\"instructions\":\"CANARY\"}",
                CONNECT);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"value\":\"ek_1\",\"expires_at\":1800000000,\"expires_in\":47,\"preset\":\"full-agent\","
                        + "\"session\":{\"id\":\"sess_1\",\"type\":\"realtime\",\"model\":\"m\"},"
                        + "\"connect\":{\"webrtc\":\"https://h.test/calls\",\"websocket\":\"wss://h.test\","
                        + "\"subprotocols\":[\"realtime\",\"key\"]}}");
        assertThat(answer.headers())
                .isEqualTo(Map.of(
                        "Content-Type", "application/json",
                        "Cache-Control", "no-store",
                        "X-Content-Type-Options", "nosniff"));
        assertThat(answer).hasToString("GatewayResponse[200]");
    }

    @Test
    void theTypeIsAddedWhereOpenAiDoesNotEchoItAndWhatIsNoTextIsLeftOut() throws IOException {
        JsonNode answer = Json.parse(granted("tour-guide", "{\"id\":7,\"model\":null}", WEBSOCKET_ONLY)
                .body());
        assertThat(answer.path("session")).hasToString("{\"type\":\"translation\"}");
        assertThat(answer.path("connect").has("webrtc")).isFalse();
    }

    @Test
    void aSessionThatIsRevealedIsWholeButForCredentials() throws IOException {
        JsonNode answer = Json.parse(granted(
                        "push-to-talk",
                        "{\"id\":\"s\",\"instructions\":\"x\",\"tools\":[{\"type\":\"mcp\",\"authorization\":\"CANARY\","
                                + "\"headers\":{\"X\":\"CANARY\"},\"server_label\":\"l\"},\"odd\"]}",
                        CONNECT)
                .body());
        assertThat(answer.path("session"))
                .hasToString("{\"id\":\"s\",\"instructions\":\"x\","
                        + "\"tools\":[{\"type\":\"mcp\",\"server_label\":\"l\"},\"odd\"]}");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void aProblemSaysWhatTheContractSaysAndNoMore(Problem problem) {
        GatewayResponse answer = Answers.refused(Refusal.of(problem), "r-1");
        assertThat(answer.statusCode()).isEqualTo(problem.status());
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"urn:ephemint:problem:" + problem.code() + "\",\"title\":\"" + problem.title()
                        + "\",\"status\":" + problem.status() + ",\"code\":\"" + problem.code()
                        + "\",\"request_id\":\"r-1\"}");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .hasSize(problem == Problem.METHOD_NOT_ALLOWED || problem == Problem.UNAUTHENTICATED ? 4 : 3);
        if (problem == Problem.METHOD_NOT_ALLOWED) {
            assertThat(answer.headers()).containsEntry("Allow", "POST");
        }
        if (problem == Problem.UNAUTHENTICATED) {
            assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void whatIsWrongAndWhenToComeBackIsTold() {
        assertThat(Answers.refused(Refusal.of(Problem.INVALID_REQUEST, "/a", Code.TOO_DEEP), "r-1")
                        .body())
                .endsWith(",\"errors\":[{\"pointer\":\"/a\",\"code\":\"too_deep\"}]}");
        assertThat(Answers.refused(
                                Refusal.of(
                                        Problem.INVALID_REQUEST,
                                        List.of(new InputError("", Code.SYNTAX), new InputError("/b", Code.REQUIRED))),
                                "r-1")
                        .body())
                .contains("\"code\":\"syntax\"", "\"code\":\"required\"");
        assertThat(Answers.refused(Refusal.until(Problem.RATE_LIMITED, Duration.ofSeconds(17)), "r-1")
                        .headers())
                .containsEntry("Retry-After", "17");
    }

    @Test
    void theGatewayIsGivenTheFourFieldsItKnows() throws IOException {
        GatewayResponse answer = new GatewayResponse(404, Map.of("A", "b"), "{\"c\":\"\u00e9\"}", false);
        String written = Json.parse(Events.JSON.writeValueAsBytes(answer)).toString();
        assertThat(written)
                .isEqualTo("{\"statusCode\":404,\"headers\":{\"A\":\"b\"},"
                        + "\"body\":\"{\\\"c\\\":\\\"\u00e9\\\"}\",\"isBase64Encoded\":false}");
    }

    @Test
    void everyRequestIsWrittenDownOnceWithItsCallerAndItsEnd() {
        List<Trail> journal = new ArrayList<>();
        Pseudonyms pseudonyms = Pseudonyms.of(Optional.empty());
        Gate gate = new Gate(
                new BotCheck(Map.of()), Quotas.of(Optional.empty(), pseudonyms, false), Optional.of(pseudonyms));
        for (boolean enabled : new boolean[] {true, false}) {
            Mint mint = new Mint(
                    CATALOGUE, gate, ScriptedOpenAi.answering(ScriptedOpenAi.secret()), enabled, Duration.ofHours(2));
            new TokenEndpoint(mint, journal::add, Runnable::run).answer(Events.read(Events.event(Events.V2)));
        }
        Trail granted = journal.get(0);
        assertThat(journal).hasSize(2);
        assertThat(granted.requestId()).isEqualTo("JKJaXmPLvHcESHA=");
        assertThat(granted.subject()).isPresent();
        assertThat(granted.askedPreset()).contains("full-agent");
        assertThat(granted.asked()).contains(Duration.ofSeconds(30));
        assertThat(granted.outcome()).isEqualTo("granted");
        assertThat(granted.status()).isEqualTo(200);
        assertThat(journal.get(1).outcome()).isEqualTo("disabled");
        assertThat(journal.get(1).status()).isEqualTo(503);
    }

    @Test
    void theJournalIsToldWhenTheAnswerHasLeftAndBreaksNothingThen() {
        List<Runnable> later = new ArrayList<>();
        List<Trail> journal = new ArrayList<>();
        TokenEndpoint endpoint = Endpoints.over(
                ScriptedOpenAi.answering(ScriptedOpenAi.secret()),
                trail -> {
                    journal.add(trail);
                    throw new IllegalStateException();
                },
                later::add);

        assertThat(endpoint.answer(Events.read(Events.event(Events.V2))).statusCode())
                .isEqualTo(200);

        assertThat(journal).isEmpty();
        assertThat(later).hasSize(1);
        assertThatCode(later.get(0)::run).doesNotThrowAnyException();
        assertThat(journal).extracting(Trail::outcome).containsExactly("granted");
    }

    @Test
    void aJournalThatBreaksSpoilsNoAnswer() {
        List<String> exits = new ArrayList<>();
        TokenEndpoint endpoint = new TokenEndpoint(
                new Mint(
                        CATALOGUE,
                        new Gate(
                                new BotCheck(Map.of()),
                                Quotas.of(Optional.empty(), Pseudonyms.of(Optional.empty()), false),
                                Optional.empty()),
                        ScriptedOpenAi.answering(ScriptedOpenAi.secret()),
                        true,
                        Duration.ofHours(2)),
                trail -> {
                    if (trail.askedPreset().isPresent()) {
                        throw new OutOfMemoryError();
                    }
                    throw new IllegalStateException();
                },
                Runnable::run,
                () -> exits.add("exit"));
        assertThat(endpoint.answer(Events.read(Events.parse("{}"))).statusCode())
                .isEqualTo(404);
        assertThat(exits).isEmpty();
        assertThat(endpoint.answer(Events.read(Events.event(Events.V2))).statusCode())
                .isEqualTo(200);
        assertThat(exits).hasSize(1);
    }
}
