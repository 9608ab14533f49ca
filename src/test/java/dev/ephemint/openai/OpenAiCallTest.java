package dev.ephemint.openai;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin;
import dev.ephemint.key.KeySource;
import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.openai.Outcome.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ephemint.openai.ScriptedOpenAi.DEADLINE;
import static dev.ephemint.openai.ScriptedOpenAi.NOW;
import static dev.ephemint.openai.ScriptedOpenAi.ok;
import static dev.ephemint.openai.ScriptedOpenAi.script;
import static dev.ephemint.openai.ScriptedOpenAi.secret;
import static dev.ephemint.openai.ScriptedOpenAi.slow;
import static dev.ephemint.openai.ScriptedOpenAi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a call sends, what it notes, and what it makes of the headers of an answer. */
class OpenAiCallTest {

    private static final ApiKey KEY = new ApiKey("sk-CANARY");

    private static Upstream upstream(String name, Provider provider, String url) {
        return new Upstream(
                name, provider, URI.create(url), new KeyOrigin.Given(KEY), Optional.empty(), Optional.empty());
    }

    private static OpenAi openAi(Attempt attempt, String url) {
        return new OpenAi(
                attempt,
                upstream("openai", Provider.OPENAI, url),
                KeySource.given(KEY),
                DEADLINE,
                new Retry(() -> 0),
                script());
    }

    private static byte[] sent(Operation operation) {
        byte[][] sent = new byte[1][];
        openAi(
                        (asked, key, user, request, deadline) -> {
                            assertThat(asked).isEqualTo(operation);
                            assertThat(key).isEqualTo(KEY);
                            assertThat(user).contains("user-1");
                            sent[0] = request;
                            return ok(operation.legacy() ? "{\"client_secret\":" + secret() + "}" : secret());
                        },
                        "https://api.openai.com")
                .mint(
                        operation,
                        "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(47),
                        Optional.of("user-1"),
                        Duration.ZERO,
                        new Call(() -> 0));
        return sent[0];
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void theLifetimeTravelsWithItsAnchorAndNeverToALegacyEndpoint(Operation operation) {
        assertThat(new String(sent(operation), StandardCharsets.UTF_8))
                .isEqualTo(
                        operation.name().startsWith("LEGACY")
                                ? "{\"a\":\"\u00e9\"}"
                                : "{\"expires_after\":{\"anchor\":\"created_at\",\"seconds\":47},"
                                        + "\"session\":{\"a\":\"\u00e9\"}}");
    }

    @Test
    void aCallNotesItsUpstreamItsAttemptsTheirTimeAndTheLastAnswer() {
        Call call = slow(Duration.ofSeconds(1), status(500, "x-request-id", "req_1"), ok(secret())).call;
        assertThat(call.attempts()).isZero();
        assertThat(call.upstream()).isEmpty();
        assertThat(call.answered()).isEmpty();

        ScriptedOpenAi twice = slow(Duration.ofSeconds(1), status(500, "x-request-id", "req_1"), ok(secret()));
        twice.mint();
        assertThat(twice.call.attempts()).isEqualTo(2);
        assertThat(twice.call.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(twice.call.upstream()).contains("openai");
        assertThat(twice.call.answered()).map(Verdict::status).contains(200);

        ScriptedOpenAi refused = script(status(400, "x-request-id", "req_2"));
        catchThrowableOfType(OpenAiException.class, refused::mint);
        assertThat(refused.call.answered()).contains(new Verdict(400, "req_2", "", "x", ""));

        ScriptedOpenAi lost = script(status(500), ScriptedOpenAi.dropped());
        catchThrowableOfType(OpenAiException.class, lost::mint);
        assertThat(lost.call.answered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'Fri, 20 Nov 2026 12:00:13 GMT', 47",
                "'Fri, 20 Nov 2026 11:59:47 GMT', 73",
                "yesterday, 60",
                "'', 60",
                "none, 60"
            })
    void aSecretLastsByTheDateOfTheAnswer(String date, long seconds) {
        Answered answer = new Answered(
                200,
                date == null
                        ? Map.of("Content-Type", List.of("application/json"))
                        : Map.of("Content-Type", List.of("application/json"), "Date", List.of(date)),
                secret().getBytes(StandardCharsets.UTF_8));
        assertThat(script(answer).mint().expiresIn()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(script(answer).mint().expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(answer).hasToString("Answered[200]");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "application/json | none | true",
                "Application/JSON; charset=utf-8 | none | true",
                "' application/json ' | none | true",
                "application/jsonp | none | false",
                "text/html | none | false",
                "'' | none | false",
                "application/json | gzip | false"
            })
    void onlyPlainJsonIsRead(String type, String encoding, boolean read) {
        Answered answer = new Answered(
                200,
                encoding == null
                        ? Map.of("Content-Type", List.of(type))
                        : Map.of("Content-Type", List.of(type), "content-encoding", List.of(encoding)),
                secret().getBytes(StandardCharsets.UTF_8));
        if (read) {
            assertThat(script(answer).mint().value()).startsWith("ek_");
        } else {
            assertThat(catchThrowableOfType(OpenAiException.class, script(answer)::mint)
                            .reason())
                    .isEqualTo(Reason.INVALID);
        }
    }

    @Test
    void aHeaderThatIsSentTwiceIsNone() {
        Answered twice =
                new Answered(200, Map.of("Content-Type", List.of("application/json", "application/json")), new byte[0]);
        assertThat(twice.header("content-type")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://api.openai.com, 1", "http://localhost:1, 0"})
    void aStartOpensAConnectionWhereThereIsTlsToSpeak(String url, int opened) {
        List<Duration> times = new ArrayList<>();
        openAi(new Opening(times), url).warmUp();
        new Upstreams(Map.of("eu", openAi(new Opening(times), url)), Map.of()).warmUp();
        new Upstreams(
                        Map.of(
                                "openai", openAi(new Opening(times), url),
                                "eu", openAi(new Opening(times), url)),
                        Map.of())
                .warmUp();
        assertThat(times).hasSize(3 * opened).allMatch(DEADLINE::equals);
    }

    @Test
    void noneOfSeveralUpstreamsIsPreferredToTheDefaultOne() {
        List<Duration> times = new ArrayList<>();
        OpenAi openAi = openAi(new Opening(times), "https://api.openai.com");
        new Upstreams(Map.of("eu", openAi, "us", openAi), Map.of()).warmUp();
        new Upstreams(Map.of(), Map.of()).warmUp();
        assertThat(times).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://api.openai.com, 0", "http://localhost:1, 1"})
    void whatAStartOpensIsClosedAgain(String url, int left) {
        List<Duration> times = new ArrayList<>(List.of(DEADLINE));
        new Upstreams(Map.of("eu", openAi(new Opening(times), url)), Map.of()).coolDown();
        assertThat(times).hasSize(left);
    }

    @Test
    void anUpstreamAndItsModelsAreFoundByItsNameOnly() {
        OpenAi eu = openAi(new Opening(new ArrayList<>()), "https://h.test");
        ModelQuestion question = new ModelQuestion(
                new Opening(new ArrayList<>()),
                upstream("eu", Provider.OPENAI, "https://h.test"),
                KeySource.given(KEY),
                DEADLINE);
        Upstreams upstreams = new Upstreams(Map.of("eu", eu), Map.of("eu", question));
        assertThat(upstreams.named("eu")).isSameAs(eu);
        assertThat(upstreams.models("eu")).isSameAs(question);
        assertThatIllegalArgumentException().isThrownBy(() -> upstreams.named("us"));
        assertThatIllegalArgumentException().isThrownBy(() -> upstreams.models("us"));
    }

    @Test
    void azureHasAFilterAndNoLegacySessionsAndOpenAiTheOtherWayRound() {
        assertThat(Provider.AZURE.hasWebRtcFilter()).isTrue();
        assertThat(Provider.AZURE.hasLegacy()).isFalse();
        assertThat(Provider.AZURE.key()).isEqualTo("azure");
        assertThat(Provider.OPENAI.hasWebRtcFilter()).isFalse();
        assertThat(Provider.OPENAI.hasLegacy()).isTrue();
        assertThat(Provider.OPENAI.key()).isEqualTo("openai");
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_SECRET, true, https://h.test/v1/realtime/calls?webrtcfilter=on, wss://h.test/v1/realtime?model=a+b%2F",
        "CLIENT_SECRET, false, https://h.test/v1/realtime/calls, wss://h.test/v1/realtime?model=a+b%2F",
        "TRANSLATION_CLIENT_SECRET, false, https://h.test/v1/realtime/translations/calls,"
                + " wss://h.test/v1/realtime/translations?model=a+b%2F",
        "LEGACY_SESSION, false, https://h.test/v1/realtime?model=a+b%2F, wss://h.test/v1/realtime?model=a+b%2F",
        "LEGACY_TRANSCRIPTION_SESSION, false, , wss://h.test/v1/realtime?intent=transcription"
    })
    void theBrowserIsSentToWhereTheSecretIsGood(Operation operation, boolean filter, String webrtc, String websocket) {
        ClientSecret secret = script(ok(secret())).mint();
        OpenAi openAi = openAi(new Opening(new ArrayList<>()), "https://h.test");
        Connect connect = openAi.connect(operation, secret, Optional.of("a b/"), filter);
        assertThat(connect.webrtc()).isEqualTo(Optional.ofNullable(webrtc));
        assertThat(connect.websocket()).isEqualTo(websocket);
        assertThat(connect.subprotocols())
                .startsWith("realtime")
                .endsWith("openai-insecure-api-key.ek_CANARY_1")
                .hasSize(operation.legacy() ? 3 : 2);
        assertThat(connect).hasToString("Connect[" + websocket + "]");
        assertThat(openAi.connect(Operation.CLIENT_SECRET, secret, Optional.empty(), false)
                        .websocket())
                .isEqualTo("wss://h.test/v1/realtime");
    }

    @Test
    void whatHoldsAKeyOrASecretPrintsItsName() {
        Upstream upstream = upstream("eu", Provider.OPENAI, "https://h.test");
        assertThat(upstream).hasToString("Upstream[eu]");
        assertThat(RequestHeaders.of(upstream, KEY, Optional.empty())).hasToString("RequestHeaders[…]");
    }

    /** Notes how long each connection may take to open, until they are closed. */
    private record Opening(List<Duration> times) implements Attempt {

        @Override
        public Outcome make(Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline) {
            throw new AssertionError("nothing was to be sent");
        }

        @Override
        public void open(Duration patience, Deadline deadline) {
            times.add(deadline.left());
        }

        @Override
        public void close(Duration patience) {
            times.clear();
        }
    }
}
