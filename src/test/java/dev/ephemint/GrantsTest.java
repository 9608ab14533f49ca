package dev.ephemint;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class GrantsTest extends TokenApi {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "support-agent",
                "captions",
                "interpreter",
                "push-to-talk",
                "dictation",
                "tour-guide",
                "old-agent",
                "old-dictation"
            })
    void eachKindIsMintedByExactlyOneRequestThatOpenAiAccepts(String preset) {
        askFor(preset, "").statusCode(200).body("value", startsWith("ek_"));

        assertThat(standIn.recorded()).hasSize(1);
        Golden.assertRequest(preset, standIn.recorded().get(0));
    }

    @Test
    void everythingThatACallerMayChooseReachesOpenAi() {
        askFor("full-agent", """
                        , "expires_after": 30, "variables": {"customer_name": "Ada", "order": "7"}, "session": {
                        "output_modalities": ["text"], "tool_choice": "auto", "max_output_tokens": 500,
                        "audio": {"input": {"transcription": {"language": "de"},
                        "turn_detection": {"threshold": 0.2, "create_response": false}},
                        "output": {"voice": "cedar", "speed": 1.2}}}""").statusCode(200);

        Golden.assertRequest("full-agent-narrowed", standIn.recorded().get(0));
    }

    @Test
    void theAnswerIsTheOneThatCodeForOpenAiReads() {
        askFor("support-agent", ", \"expires_after\": 30")
                .statusCode(200)
                .contentType(equalTo("application/json"))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body("value", matchesPattern("ek_\\w+"))
                .body("expires_at", greaterThan(1_700_000_000))
                .body("expires_in", allOf(greaterThan(0), lessThanOrEqualTo(31)))
                .body("preset", equalTo("support-agent"))
                .body("session.id", startsWith("sess_"))
                .body("session.type", equalTo("realtime"))
                .body("session.model", equalTo("gpt-realtime-2.1"))
                .body("connect.webrtc", endsWith("/v1/realtime/calls"))
                .body("connect.websocket", allOf(startsWith("ws"), endsWith("/v1/realtime?model=gpt-realtime-2.1")))
                .body("connect.subprotocols[1]", startsWith("openai-insecure-api-key.ek_"));
    }

    @Test
    void theSessionIsAnAllowListSoThatNoPromptGetsOut() {
        String answer = askFor("support-agent", "").statusCode(200).extract().asString();

        assertThat(answer).doesNotContain("Example Ltd", "lookup_order", "instructions", "tools");
        askFor("support-agent", "").body("session.keySet().sort()", contains("id", "model", "type"));
    }

    @Test
    void aPresetThatRevealsItsSessionShowsItWholeButForToolCredentials() {
        String answer = askFor("push-to-talk", "")
                .statusCode(200)
                .body("session", hasKey("instructions"))
                .body("session.audio.input.turn_detection", is(nullValue()))
                .body("session.tools[0].server_label", equalTo("shop"))
                .body("session.tools[0]", not(hasKey("authorization")))
                .body("session.tools[0]", not(hasKey("headers")))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("oauth-CANARY-token", "header-CANARY");
    }

    @Test
    void legacyKindsAnswerInTheSameShape() {
        askFor("old-agent", "")
                .statusCode(200)
                .body("value", startsWith("ek_"))
                .body("expires_at", greaterThan(1_700_000_000))
                .body("session.type", equalTo("realtime"))
                .body("session", not(hasKey("client_secret")));
        askFor("old-dictation", "").statusCode(200).body("session.type", equalTo("transcription"));
    }

    @Test
    void translationConnectsToItsOwnEndpoints() {
        askFor("interpreter", "")
                .statusCode(200)
                .body("connect.webrtc", endsWith("/v1/realtime/translations/calls"))
                .body("connect.websocket", endsWith("/v1/realtime/translations?model=gpt-realtime-translate"));
    }

    @Test
    void everyAnswerIsFresh() {
        List<String> values = List.of(
                askFor("captions", "").extract().path("value"),
                askFor("captions", "").extract().path("value"));

        assertThat(values).doesNotHaveDuplicates();
    }

    @Test
    void aRestApiEventIsServedLikeAnHttpApiEvent() {
        request()
                .header("X-Local-Payload", "1.0")
                .contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token")
                .then()
                .statusCode(200)
                .body("value", startsWith("ek_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=UTF-8",
                "application/json;charset=\"utf-8\""
            })
    void everySpellingOfJsonInUtf8IsTaken(String contentType) {
        request()
                .header("Content-Type", contentType)
                .body("{\"preset\": \"captions\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/token")
                .then()
                .statusCode(200);
    }

    @Test
    void anAnonymousPresetNeedsNoIdentityButItsOrigin() {
        request()
                .header("X-Local-Identity", "none")
                .header("Origin", "https://www.example.com")
                .contentType("application/json")
                .body("{\"preset\": \"open-site\"}")
                .post("/token")
                .then()
                .statusCode(200);
    }

    @Test
    void theFunctionLeavesCorsToTheGateway() {
        askFor("captions", "").statusCode(200).header("Access-Control-Allow-Origin", is(nullValue()));
        ask("no").statusCode(400).header("Access-Control-Allow-Origin", is(nullValue()));
    }

    @Test
    void nothingOfTheCallersHeadersIsForwarded() {
        request()
                .header("OpenAI-Beta", "realtime=v1")
                .header("OpenAI-Organization", "org-of-the-caller")
                .header("X-Anything", "caller")
                .contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token")
                .then()
                .statusCode(200)
                .body("errors", is(nullValue()))
                .body("session", not(anEmptyMap()));

        Golden.assertRequest("captions", standIn.recorded().get(0));
    }
}
