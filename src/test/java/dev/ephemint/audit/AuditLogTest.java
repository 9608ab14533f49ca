package dev.ephemint.audit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ephemint.mint.Problem;
import dev.ephemint.openai.Calls;
import dev.ephemint.openai.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuditLogTest {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Invocation NONE = new Invocation("", "");
    private static final String HEAD = "{\"time\":\"2026-11-20T09:00:00.250Z\",\"level\":\"INFO\",\"event\":\"token\",";

    private static String line(Trail trail) {
        return AuditLog.line(trail, NONE).toString();
    }

    @Test
    void aGrantIsToldWhole() {
        Trail trail = Trails.known();
        Calls.answered(trail.call(), new Verdict(200, "req_1", "", "", ""));
        trail.minted(Trails.secret(), Duration.ofSeconds(60));
        trail.ends("granted", 200);
        assertThat(AuditLog.line(trail, new Invocation("af9c3624-3be9-42b5-8b31-df0e6b8bd1c2", "1-6b00-1"))
                        .toString())
                .isEqualTo(HEAD + "\"outcome\":\"granted\",\"status\":200,\"request_id\":\"JKJaXmPLvHcESHA=\","
                        + "\"aws_request_id\":\"af9c3624-3be9-42b5-8b31-df0e6b8bd1c2\",\"trace_id\":\"1-6b00-1\","
                        + "\"preset\":\"agent\",\"preset_digest\":\""
                        + Trails.PRESET.session().digest()
                        + "\",\"subject\":\"" + trail.subject().orElseThrow()
                        + "\",\"origin\":\"https://www.example.com\",\"asked_seconds\":300,\"granted_seconds\":60,"
                        + "\"secret_digest\":\"" + trail.secret().orElseThrow() + "\",\"duration_ms\":15.750,"
                        + "\"upstream\":{\"name\":\"openai\",\"attempts\":1,\"duration_ms\":5.250,\"status\":200,"
                        + "\"request_id\":\"req_1\"}}");
        assertThat(trail.secret().orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(trail.subject().orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(Trails.PRESET.session().digest()).matches("[0-9a-f]{16}");
    }

    @Test
    void aStartIsToldInOneLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new AuditLog(new PrintStream(out, true, StandardCharsets.US_ASCII))
                .started(Instant.parse("2026-11-20T09:00:00.250Z"), 3);
        assertThat(out)
                .hasToString(
                        "{\"time\":\"2026-11-20T09:00:00.250Z\",\"level\":\"INFO\",\"event\":\"start\",\"presets\":3}\n");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0.000", "PT0.000005S,0.005", "PT0.0509999S,50.999", "PT1M0.1S,60100.000"})
    void aTimeIsWrittenInMillisecondsToTheMicrosecond(Duration time, String written) {
        assertThat(new Line().millis("ms", time)).hasToString("{\"ms\":" + written + "}");
    }

    @Test
    void aRefusalOfTheUpstreamIsToldByItsCodes() {
        Trail trail = Trails.known();
        Calls.answered(
                trail.call(),
                new Verdict(400, "req_2", "invalid_request_error", "unknown_parameter", "session.tools[0].nam"));
        trail.ends("upstream_rejected", 502);
        assertThat(line(trail))
                .endsWith("\"upstream\":{\"name\":\"openai\",\"attempts\":1,\"duration_ms\":5.250,\"status\":400,"
                        + "\"request_id\":\"req_2\",\"error_type\":\"invalid_request_error\","
                        + "\"error_code\":\"unknown_parameter\",\"error_param\":\"session.tools[0].nam\"}}");
    }

    @Test
    void anUpstreamThatNeverAnsweredHasNoStatus() {
        Trail trail = Trails.known();
        Calls.lost(trail.call());
        Calls.lost(trail.call());
        trail.ends("upstream_timeout", 504);
        assertThat(line(trail)).endsWith("\"upstream\":{\"name\":\"openai\",\"attempts\":2,\"duration_ms\":10.500}}");
    }

    @ParameterizedTest
    @MethodSource
    void everyRefusalBeforeTheUpstreamIsToldWithoutOne(Problem problem) {
        Trail trail = Trails.begun();
        trail.from("r", Trails.anonymous());
        trail.ends(problem.code(), problem.status());
        assertThat(line(trail))
                .isEqualTo(HEAD + "\"outcome\":\"" + problem.code() + "\",\"status\":" + problem.status()
                        + ",\"request_id\":\"r\",\"duration_ms\":5.250}");
    }

    static Stream<Problem> everyRefusalBeforeTheUpstreamIsToldWithoutOne() {
        return Stream.of(Problem.values());
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsAnother() {
        assertThat(Trails.from("r", "a", "b\nc", "", "p").subject())
                .isNotEqualTo(Trails.from("r", "x", "b\nc", "", "p").subject());
    }

    @Test
    void tenThousandHostileTextsInEveryFieldMakeOneValidLineEach() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            Function<String, String> hostile = name -> Hostile.text(random);
            Trail trail = Trails.from(
                    hostile.apply("request"),
                    "issuer",
                    hostile.apply("sub"),
                    hostile.apply("origin"),
                    hostile.apply("preset"));
            Calls.answered(
                    trail.call(),
                    new Verdict(
                            400,
                            hostile.apply("id"),
                            hostile.apply("type"),
                            hostile.apply("code"),
                            hostile.apply("param")));
            trail.ends(hostile.apply("outcome"), 400);
            String line = AuditLog.line(trail, new Invocation(hostile.apply("aws"), hostile.apply("trace")))
                    .toString();
            assertThat(line).matches("[ -~]*").hasSizeLessThan(20_000);
            JsonNode read = STRICT.readTree(line);
            assertThat(read.path("level").textValue()).isEqualTo("INFO");
            assertThat(read.path("event").textValue()).isEqualTo("token");
            assertThat(read.path("status").intValue()).isEqualTo(400);
        }
    }

    @Test
    void whatLooksLikeACredentialIsNotWritten() {
        Trail trail = Trails.from(
                "r",
                "i",
                "s",
                "https://x.example?key=sk-CANARY-3f9a1c7e5b2d4068",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.c2ln");
        trail.ends("not_allowed", 403);
        assertThat(line(trail)).doesNotContain("CANARY", "eyJ").contains("[credential]");
    }

    @Test
    void adviceTellsTheKeyFromThePreset() {
        Trail trail = Trails.known();
        Verdict key = new Verdict(401, "req_1", "invalid_request_error", "invalid_api_key", "");
        Calls.answered(trail.call(), key);
        trail.ends("upstream_rejected", 502);
        assertThat(Advice.words(trail, key))
                .isEqualTo("upstream_key_refused: upstream openai answered 401 invalid_api_key (x-request-id req_1) to"
                        + " preset agent; check that the API key is valid, and that its project may use the preset's"
                        + " model");
        assertThat(Advice.words(trail, new Verdict(400, "", "", "unknown_parameter", "session.voice")))
                .isEqualTo("upstream_preset_refused: upstream openai answered 400 unknown_parameter at session.voice to"
                        + " preset agent; correct the preset: OpenAI does not take it as it is");
    }
}
