package dev.ephemint.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class StandInTest {
    private static final String KEY = "sk-CANARY-0123456789";
    private static final String SECRETS = "/v1/realtime/client_secrets";
    private static final String TRANSLATIONS = "/v1/realtime/translations/client_secrets";
    private static final String LEGACY = "/v1/realtime/sessions";
    private static final String REALTIME = "{\"session\":{\"type\":\"realtime\"}}";

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final StandIn standIn = new StandIn(KEY, "", "ek_", clock);

    @BeforeEach
    void start() {
        standIn.listen(0);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + KEY, "Content-Type", "application/json"));
        all.addAll(Arrays.asList(headers));
        return Http.post(standIn.url() + path, body, all.toArray(String[]::new));
    }

    private HttpResponse<String> mint() throws IOException {
        return post(SECRETS, REALTIME);
    }

    private static void refused(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        var error = Http.json(answer.body()).path("error");
        assertThat(error.path("code").asText(null)).isEqualTo(code);
        assertThat(error.path("type").isTextual()).isTrue();
        assertThat(error.path("message").isTextual()).isTrue();
        assertThat(error.has("param")).isTrue();
    }

    @Test
    void mintsASecretAndEchoesTheEffectiveSession() throws IOException {
        var answer = post(SECRETS, """
                {"expires_after":{"anchor":"created_at","seconds":60},
                 "session":{"type":"realtime","model":"gpt-realtime-2.1","audio":{"output":{"voice":"cedar"},
                   "input":{"turn_detection":{"type":"semantic_vad"}}}}}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).matches("req_[0-9a-f]{32}");
        assertThat(answer.headers().firstValue("openai-version")).contains("2020-10-01");
        assertThat(answer.headers().firstValue("openai-processing-ms")).isPresent();
        assertThat(answer.headers().allValues("Date")).containsExactly("Fri, 20 Nov 2026 12:00:00 GMT");
        var body = Http.json(answer.body());
        assertThat(body.path("value").asText()).matches("ek_[0-9a-f]{32}");
        assertThat(body.path("expires_at").asLong())
                .isEqualTo(clock.instant().plusSeconds(60).getEpochSecond());
        var session = body.path("session");
        assertThat(session.path("id").asText()).startsWith("sess_");
        assertThat(session.path("object").asText()).isEqualTo("realtime.session");
        assertThat(session.path("model").asText()).isEqualTo("gpt-realtime-2.1");
        assertThat(session.at("/audio/output").toString())
                .isEqualTo("{\"format\":{\"type\":\"audio/pcm\",\"rate\":24000},\"voice\":\"cedar\",\"speed\":1.0}");
        assertThat(session.at("/audio/input/turn_detection").toString())
                .as("no defaults of the other variant")
                .isEqualTo("{\"type\":\"semantic_vad\"}");
        assertThat(session.path("prompt").isNull()).isTrue();
        assertThat(session.path("expires_at").asInt()).isZero();
    }

    @Test
    void everySecretIsAnother() throws IOException {
        assertThat(Http.json(mint().body()).path("value"))
                .isNotEqualTo(Http.json(mint().body()).path("value"));
    }

    @Test
    void anExplicitNullStaysNull() throws IOException {
        var answer = post(SECRETS, """
                {"session":{"type":"transcription","audio":{"input":{"turn_detection":null}}}}""");

        var input = Http.json(answer.body()).at("/session/audio/input");
        assertThat(input.path("turn_detection").isNull()).isTrue();
        assertThat(input.path("format").isObject()).isTrue();
    }

    @Test
    void mintsForTranslation() throws IOException {
        var body = Http.json(post(
                        TRANSLATIONS,
                        "{\"session\":{\"model\":\"gpt-realtime-translate\",\"audio\":{\"output\":{\"language\":\"es\"}}}}")
                .body());

        assertThat(body.path("expires_at").asLong())
                .as("600 s by default")
                .isEqualTo(clock.instant().plusSeconds(600).getEpochSecond())
                .isEqualTo(body.at("/session/expires_at").asLong());
        assertThat(body.at("/session/type").asText()).isEqualTo("translation");
        assertThat(body.at("/session/audio/output/language").asText()).isEqualTo("es");
    }

    @ParameterizedTest
    @ValueSource(strings = {LEGACY, "/v1/realtime/transcription_sessions"})
    void theLegacyEndpointsAnswerInTheirOwnShape(String path) throws IOException {
        var body = Http.json(post(path, "{}", "OpenAI-Beta", "realtime=v1").body());

        assertThat(body.at("/client_secret/value").asText()).startsWith("ek_");
        assertThat(body.at("/client_secret/expires_at").asLong())
                .isEqualTo(clock.instant().plusSeconds(60).getEpochSecond());
        assertThat(body.path("id").asText()).startsWith("sess_");
        assertThat(body.has("value")).isFalse();
    }

    @Test
    void aMissingOrWrongKeyIsRefused() throws IOException {
        refused(
                Http.post(standIn.url() + SECRETS, REALTIME, "Content-Type", "application/json"),
                401,
                "invalid_api_key");

        var wrong = Http.post(
                standIn.url() + SECRETS,
                REALTIME,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer sk-CANARY-another");
        refused(wrong, 401, "invalid_api_key");
        assertThat(wrong.body()).as("quotes the key's ends, as OpenAI does").contains("sk-CANAR***ther");
    }

    @Test
    void theBetaHeaderBelongsToTheLegacyEndpointsOnly() throws IOException {
        refused(post(SECRETS, REALTIME, "OpenAI-Beta", "realtime=v1"), 400, "beta_api_shape_disabled");
        refused(post(TRANSLATIONS, "{}", "OpenAI-Beta", "assistants=v2"), 400, "beta_api_shape_disabled");
        refused(post(LEGACY, "{}"), 400, "beta_api_shape_disabled");
        refused(post(LEGACY, "{}", "OpenAI-Beta", "assistants=v2"), 400, "beta_api_shape_disabled");
    }

    @Test
    void bodiesThatAreNotJsonAreRefused() throws IOException {
        refused(post(SECRETS, "{\"session\":"), 400, null);
        refused(post(SECRETS, ""), 400, null);
        refused(post(SECRETS, REALTIME + "x"), 400, null);
        refused(
                Http.post(
                        standIn.url() + SECRETS,
                        REALTIME,
                        "Authorization",
                        "Bearer " + KEY,
                        "Content-Type",
                        "text/plain"),
                400,
                "unsupported_content_type");
    }

    @Test
    void anUnknownFieldIsNamedByItsPath() throws IOException {
        var answer = post(SECRETS, "{\"session\":{\"type\":\"realtime\",\"audio\":{\"output\":{\"sped\":1}}}}");

        refused(answer, 400, "unknown_parameter");
        assertThat(Http.json(answer.body()).at("/error/param").asText()).isEqualTo("session.audio.output.sped");
        refused(post(LEGACY, "{\"ttl\":1}", "OpenAI-Beta", "realtime=v1"), 400, "unknown_parameter");
    }

    @Test
    void unknownPathsAndMethodsAreRefused() throws IOException {
        refused(post("/v1/realtime/client_secret", REALTIME), 404, null);
        refused(Http.send(Http.to(standIn.url() + SECRETS).GET()), 404, null);
    }

    @Test
    void knowsTheRealtimeModels() throws IOException {
        var known = Http.send(Http.to(standIn.url() + "/v1/models/gpt-realtime-2.1", "Authorization", "Bearer " + KEY));
        assertThat(Http.json(known.body()).path("id").asText()).isEqualTo("gpt-realtime-2.1");
        refused(
                Http.send(Http.to(standIn.url() + "/v1/models/gpt-9", "Authorization", "Bearer " + KEY)),
                404,
                "model_not_found");
        refused(Http.send(Http.to(standIn.url() + "/v1/models/gpt-realtime-2.1")), 401, "invalid_api_key");
    }

    private HttpResponse<String> call(String path, String secret, String type, String offer) throws IOException {
        return Http.post(standIn.url() + path, offer, "Authorization", "Bearer " + secret, "Content-Type", type);
    }

    private static final String OFFER =
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
                    + "a=rtpmap:111 opus/48000/2\r\na=rtcp-mux\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:1\r\n"
                    + "a=sctp-port:5000\r\n";

    @Test
    void aMintedSecretOpensACallUntilItExpires() throws IOException {
        var secret = Http.json(mint().body()).path("value").asText();

        var call = call("/v1/realtime/calls", secret, "application/sdp", OFFER);
        assertThat(call.statusCode()).isEqualTo(201);
        assertThat(call.headers().firstValue("Location").orElseThrow()).startsWith("/v1/realtime/calls/rtc_");
        assertThat(call.headers().firstValue("Content-Type")).contains("application/sdp");
        assertThat(call.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(call.body())
                .startsWith("v=0\r\n")
                .contains("a=group:BUNDLE 0 1\r\n", "m=audio 9", "m=application 9");
        assertThat(call("/v1/realtime/calls", secret, "application/sdp", OFFER).statusCode())
                .as("a second session with the same secret")
                .isEqualTo(201);

        clock.pass(Duration.ofSeconds(600));
        refused(call("/v1/realtime/calls", secret, "application/sdp", OFFER), 401, "invalid_api_key");
    }

    @Test
    void callsRefuseOtherSecretsAndOtherBodies() throws IOException {
        var secret = Http.json(mint().body()).path("value").asText();

        refused(call("/v1/realtime/calls", KEY, "application/sdp", OFFER), 401, "invalid_api_key");
        refused(call("/v1/realtime/calls", "ek_unknown", "application/sdp", OFFER), 401, "invalid_api_key");
        refused(call("/v1/realtime/calls", secret, "application/json", OFFER), 400, "unsupported_content_type");
        refused(call("/v1/realtime/calls", secret, "application/sdp", "hello"), 400, "invalid_offer");
        refused(call("/v1/realtime/translations/calls", secret, "application/sdp", OFFER), 400, "invalid_value");
    }

    @Test
    void callsAnswerPreflight() throws IOException {
        var answer = Http.send(Http.to(standIn.url() + "/v1/realtime/calls", "Origin", "https://a.example")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization, content-type, x-openai-agents-sdk");
    }

    @Test
    void aMintedSecretOpensAWebSocketAndAnotherDoesNot() throws Exception {
        var secret = Http.json(mint().body()).path("value").asText();

        assertThat(firstMessage(secret).get(20, TimeUnit.SECONDS)).contains("\"session.created\"");
        assertThatThrownBy(() -> firstMessage("ek_unknown").get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private CompletableFuture<String> firstMessage(String secret) {
        var message = new CompletableFuture<String>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("realtime", "openai-insecure-api-key." + secret)
                .buildAsync(
                        URI.create(standIn.url().replaceFirst("http", "ws") + "/v1/realtime"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                                message.complete(text.toString());
                                socket.abort();
                                return null;
                            }
                        })
                .whenComplete((socket, refused) -> {
                    if (refused != null) {
                        message.completeExceptionally(refused);
                    }
                });
        return message;
    }

    @Test
    void remembersEveryRequestUntilReset() throws IOException {
        post(SECRETS + "?a=1", REALTIME, "X-Client-Request-Id", "42");

        var request = standIn.recorded().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo(SECRETS + "?a=1");
        assertThat(request.path()).isEqualTo(SECRETS);
        assertThat(request.header("x-client-request-id")).contains("42");
        assertThat(request.header("AUTHORIZATION")).contains("Bearer " + KEY);
        assertThat(request.json()).isEqualTo(Http.json(REALTIME));

        standIn.reset();
        assertThat(standIn.recorded()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_value",
        "401, invalid_api_key",
        "403, unsupported_country",
        "404, model_not_found",
        "408, ",
        "409, ",
        "429, rate_limit_exceeded",
        "500, ",
        "502, ",
        "503, slow_down"
    })
    void failsWithAnyStatusAndHeaders(int status, String code) throws IOException {
        standIn.failNext(Fault.status(status, code).with("Retry-After", "2").with("X-Should-Retry", "true"));

        var answer = mint();
        refused(answer, status, code);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("X-Should-Retry")).contains("true");
        assertThat(mint().statusCode()).as("only once").isEqualTo(200);
    }

    @Test
    void failsOnePathSoManyTimes() throws IOException {
        standIn.fail(SECRETS, 2, Fault.status(503, null));

        assertThat(post(LEGACY, "{}", "OpenAI-Beta", "realtime=v1").statusCode())
                .isEqualTo(200);
        assertThat(List.of(mint().statusCode(), mint().statusCode(), mint().statusCode()))
                .containsExactly(503, 503, 200);
        assertThat(standIn.recorded()).as("failed ones too").hasSize(4);
    }

    @Test
    void failsUntilReset() throws IOException {
        standIn.fail("*", -1, Fault.status(500, null));
        assertThat(List.of(mint().statusCode(), mint().statusCode(), mint().statusCode()))
                .containsOnly(500);

        standIn.reset();
        assertThat(mint().statusCode()).isEqualTo(200);
    }

    @Test
    void faultsFollowEachOtherInOrder() throws IOException {
        standIn.failNext(Fault.status(429, null));
        standIn.failNext(Fault.status(500, null));

        assertThat(List.of(mint().statusCode(), mint().statusCode(), mint().statusCode()))
                .containsExactly(429, 500, 200);
    }

    @Test
    void aSlowAnswerComesInTheEnd() throws IOException {
        standIn.failNext(Fault.slow(Duration.ofMillis(20)));

        assertThat(mint().statusCode()).isEqualTo(200);
    }

    @Test
    void aSlowLorisAnswerIsWholeInTheEnd() throws IOException {
        standIn.failNext(Fault.body("{\"value\":1}").then(Fault.slowLoris(Duration.ofMillis(1))));

        assertThat(mint().body()).isEqualTo("{\"value\":1}");
    }

    @Test
    void aHangNeverAnswersAndHoldsUpNobodyElse() throws IOException {
        standIn.failNext(Fault.hang());
        var hanging = Http.later(Http.to(standIn.url() + SECRETS, "Authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofString(REALTIME)));
        while (standIn.recorded().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(mint().statusCode()).isEqualTo(200);
        assertThat(hanging).isNotDone();
    }

    @Test
    void aResetIsAReset() {
        standIn.failNext(Fault.reset());
        assertThatThrownBy(this::mint).isInstanceOf(IOException.class).hasStackTraceContaining("reset");
    }

    @Test
    void aCloseIsNoReset() {
        standIn.failNext(Fault.close());
        assertThatThrownBy(this::mint).isInstanceOf(IOException.class).hasMessageContaining("no bytes");
    }

    @Test
    void aTruncatedBodyEndsTooSoon() {
        standIn.failNext(Fault.truncated());
        assertThatThrownBy(this::mint).isInstanceOf(IOException.class).hasStackTraceContaining("fixed content-length");
    }

    @Test
    void bodiesCanBeNonsense() throws IOException {
        standIn.failNext(Fault.notJson());
        assertThatThrownBy(() -> new ObjectMapper().readTree(mint().body())).isInstanceOf(IOException.class);

        standIn.failNext(Fault.html());
        assertThat(mint().headers().firstValue("Content-Type")).contains("text/html");

        standIn.failNext(Fault.empty());
        var empty = mint();
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();

        standIn.failNext(Fault.noContent());
        assertThat(mint().statusCode()).isEqualTo(204);

        standIn.failNext(Fault.contentType("text/plain"));
        var plain = mint();
        assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(Http.json(plain.body()).has("value")).isTrue();

        standIn.failNext(Fault.errorInOk());
        var error = mint();
        assertThat(error.statusCode()).isEqualTo(200);
        assertThat(Http.json(error.body()).path("error").isObject()).isTrue();
    }

    @Test
    void aRedirectNamesItsTarget() throws IOException {
        standIn.failNext(Fault.redirect("http://localhost:1/elsewhere"));

        var answer = mint();
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).contains("http://localhost:1/elsewhere");
    }

    @Test
    void aHugeBodyIsHugeAndStillJson() throws IOException {
        standIn.failNext(Fault.huge(1 << 20));

        var body = mint().body();
        assertThat(body.length()).isGreaterThan(1 << 20);
        assertThat(Http.json(body).has("value")).isTrue();
    }

    @Test
    void aCompressedBodySaysSo() throws IOException, InterruptedException {
        standIn.failNext(Fault.gzip(1 << 20));

        var answer = HttpClient.newHttpClient()
                .send(
                        Http.to(
                                        standIn.url() + SECRETS,
                                        "Authorization",
                                        "Bearer " + KEY,
                                        "Content-Type",
                                        "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(REALTIME))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body()).hasSizeLessThan(10_000);
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"value\":")
                    .hasSizeGreaterThan(1 << 20);
        }
    }

    private HttpResponse<String> control(String plan) throws IOException {
        return Http.post(standIn.url() + "/_control", plan);
    }

    @Test
    void faultsCanBePlannedOverHttp() throws IOException {
        assertThat(control("""
                        {"fault":"status","status":429,"code":"rate_limit_exceeded","headers":{"Retry-After":"2"},
                         "path":"/v1/realtime/client_secrets","times":2}""").statusCode()).isEqualTo(204);

        var answer = mint();
        refused(answer, 429, "rate_limit_exceeded");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(mint().statusCode()).isEqualTo(429);
        assertThat(mint().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "slow",
                "hang",
                "slow-loris",
                "reset",
                "close",
                "truncated",
                "not-json",
                "html",
                "empty",
                "no-content",
                "redirect",
                "content-type",
                "error-in-ok",
                "body",
                "huge",
                "gzip"
            })
    void everyFaultHasANameOverHttp(String fault) throws IOException {
        assertThat(control("{\"fault\":\"" + fault + "\"}").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"fault\":\"typo\"}", "{}", "{\"fault\":\"hang\",\"tiems\":2}", "no json", "[]"})
    void aPlanThatMakesNoSenseIsRefused(String plan) throws IOException {
        assertThat(control(plan).statusCode()).isEqualTo(400);
        assertThat(mint().statusCode()).isEqualTo(200);
    }

    @Test
    void requestsCanBeReadAndForgottenOverHttpWithoutTheKey() throws IOException {
        mint();

        var list = Http.send(Http.to(standIn.url() + "/_control").GET()).body();
        JsonNode request = Http.json(list).get(0);
        assertThat(request.path("uri").asText()).isEqualTo(SECRETS);
        assertThat(request.path("body").asText()).isEqualTo(REALTIME);
        assertThat(list).doesNotContain(KEY);

        Http.send(Http.to(standIn.url() + "/_control").DELETE());
        assertThat(standIn.recorded()).isEmpty();
    }

    @Test
    void canBeMountedInAnotherServer() throws IOException {
        var mounted = new StandIn(KEY, "/_openai_");
        try (var gateway =
                new LocalGateway(List::of).mount("/_openai_", mounted).listen(0)) {
            var answer = Http.post(
                    gateway.url() + "/_openai_" + SECRETS,
                    REALTIME,
                    "Authorization",
                    "Bearer " + KEY,
                    "Content-Type",
                    "application/json");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(mounted.recorded().get(0).path()).isEqualTo(SECRETS);
        }
    }
}
