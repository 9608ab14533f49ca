package dev.ephemint.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class LocalGatewayTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final String OK =
            "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"{}\"}";

    private LocalGateway gateway;
    private FakeFunction function;

    @BeforeEach
    void start() {
        use(gateway(Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void use(LocalGateway other) {
        if (gateway != null) {
            gateway.close();
        }
        gateway = other.listen(0);
        function = new FakeFunction(gateway);
    }

    private static LocalGateway gateway(Duration timeout) {
        return new LocalGateway(() -> List.of("realtime:mint", "captions"), NOON, timeout);
    }

    private HttpRequest.Builder token(String... headers) {
        return Http.to(gateway.url() + "/token", headers)
                .POST(HttpRequest.BodyPublishers.ofString("{\"preset\":\"a\"}"));
    }

    /** Sends a request, lets the function answer it, and gives the event that the function saw. */
    private FakeFunction.Taken event(HttpRequest.Builder request) throws IOException {
        var answer = Http.later(request);
        var taken = function.take();
        assertThat(function.settle(taken, "response", OK).statusCode()).isEqualTo(202);
        answer.join();
        return taken;
    }

    private HttpResponse<String> answered(String functionSays, String... headers) throws IOException {
        var answer = Http.later(token(headers));
        function.settle(function.take(), "response", functionSays);
        return answer.join();
    }

    @Test
    void format20HasAllThatAnHttpApiSends() throws IOException {
        var event = event(Http.to(
                                gateway.url() + "/token?a=1&a=2&b=%20x",
                                "Content-Type",
                                "application/json",
                                "X-Twice",
                                "1",
                                "X-Twice",
                                "2",
                                "Cookie",
                                "c=1; d=2",
                                "User-Agent",
                                "test")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"preset\":\"ü\"}")))
                .event();

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("POST /token");
        assertThat(event.path("rawPath").asText()).isEqualTo("/token");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&a=2&b=%20x");
        assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("1,2");
        assertThat(event.at("/queryStringParameters/b").asText()).isEqualTo(" x");
        assertThat(event.at("/cookies/1").asText()).isEqualTo("d=2");
        assertThat(event.at("/headers/x-twice").asText()).isEqualTo("1,2");
        assertThat(event.at("/headers/content-type").asText()).isEqualTo("application/json");
        assertThat(event.at("/headers").has("cookie")).isFalse();
        assertThat(event.at("/headers").properties())
                .allMatch(header -> header.getKey().equals(GatewayRequest.lower(header.getKey())));
        assertThat(event.path("body").asText()).isEqualTo("{\"preset\":\"ü\"}");
        assertThat(event.path("isBase64Encoded").isBoolean()).isTrue();
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();

        var context = event.path("requestContext");
        assertThat(context.at("/http/method").asText()).isEqualTo("POST");
        assertThat(context.at("/http/path").asText()).isEqualTo("/token");
        assertThat(context.at("/http/protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(context.at("/http/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.at("/http/userAgent").asText()).isEqualTo("test");
        assertThat(context.path("time").asText()).isEqualTo("20/Nov/2026:12:00:00 +0000");
        assertThat(context.path("timeEpoch").asLong()).isEqualTo(NOON.millis());
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.properties())
                .extracting(Map.Entry::getKey)
                .contains("accountId", "apiId", "domainName", "requestId", "routeKey");
    }

    @Test
    void format10HasAllThatARestApiSends() throws IOException {
        var event = event(Http.to(
                                gateway.url() + "/token?a=1&a=2",
                                "Content-Type",
                                "application/json",
                                "X-Twice",
                                "1",
                                "X-Twice",
                                "2",
                                "X-Local-Payload",
                                "1.0")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .event();

        assertThat(event.has("version")).as("REST APIs send none").isFalse();
        assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.path("path").asText()).isEqualTo("/token");
        assertThat(event.at("/headers/X-Twice").asText()).isEqualTo("2");
        assertThat(event.at("/multiValueHeaders/X-Twice/0").asText()).isEqualTo("1");
        assertThat(event.at("/headers/Content-Type").asText())
                .as("case as sent")
                .isEqualTo("application/json");
        assertThat(event.at("/multiValueQueryStringParameters/a/0").asText()).isEqualTo("1");
        assertThat(event.at("/requestContext/authorizer/claims/sub").asText()).isEqualTo("local-user");
        assertThat(event.at("/requestContext/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/requestContext/requestTimeEpoch").asLong()).isEqualTo(NOON.millis());
        assertThat(event.path("body").asText()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, false",
        "text/plain, false",
        "application/problem+json, false",
        "application/xml;charset=utf-8, false",
        "application/octet-stream, true",
        "image/png, true",
        "application/x-www-form-urlencoded, true"
    })
    void onlyTextTravelsAsText(String type, boolean isBinary) throws IOException {
        var event = event(token("Content-Type", type)).event();

        assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(isBinary);
        var body = event.path("body").asText();
        assertThat(isBinary ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body)
                .isEqualTo("{\"preset\":\"a\"}");
    }

    @Test
    void aBodyWithoutATypeIsTextIfItCanBe() throws IOException {
        assertThat(event(token()).event().path("isBase64Encoded").asBoolean()).isFalse();

        var binary = Http.to(gateway.url() + "/token")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}));
        assertThat(event(binary).event().path("body").asText()).isEqualTo("/w==");
    }

    @Test
    void noBodyIsNoFieldAtAll() throws IOException {
        var event = event(Http.to(gateway.url() + "/other").GET()).event();

        assertThat(event.has("body")).isFalse();
        assertThat(event.path("routeKey").asText()).isEqualTo("$default");
    }

    @Test
    void everyCallerIsTheLocalUserWithEveryScope() throws IOException {
        var jwt = event(token()).event().at("/requestContext/authorizer/jwt");

        assertThat(jwt.at("/claims/sub").asText()).isEqualTo("local-user");
        assertThat(jwt.at("/claims/scope").asText()).isEqualTo("realtime:mint captions");
        assertThat(jwt.path("claims").properties())
                .allMatch(claim -> claim.getValue().isTextual());
        assertThat(jwt.path("scopes").isNull()).isTrue();
    }

    @Test
    void aHeaderNamesAnotherCallerAndOtherClaims() throws IOException {
        var event = event(token("X-Local-Identity", "ada", "X-Local-Claims", "{\"groups\":\"[a b]\",\"scope\":null}"))
                .event();

        var claims = event.at("/requestContext/authorizer/jwt/claims");
        assertThat(claims.path("sub").asText()).isEqualTo("ada");
        assertThat(claims.path("groups").asText()).isEqualTo("[a b]");
        assertThat(claims.has("scope")).isFalse();
        assertThat(event.path("headers").toString()).doesNotContain("x-local");
    }

    @Test
    void withoutIdentityThereIsNoAuthorizer() throws IOException {
        assertThat(event(token("X-Local-Identity", "none"))
                        .event()
                        .path("requestContext")
                        .has("authorizer"))
                .isFalse();
        assertThat(event(token("X-Local-Identity", "none", "X-Local-Payload", "1.0"))
                        .event()
                        .path("requestContext")
                        .has("authorizer"))
                .isFalse();
    }

    @Test
    void claimsThatAreNoJsonAreToldToTheCaller() throws IOException {
        var answer = Http.send(token("X-Local-Claims", "nonsense"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-Local-Claims");
    }

    @Test
    void theAnswerKeepsStatusHeadersAndCommas() throws IOException {
        var answer = answered("""
                {"statusCode": 429, "headers": {"Retry-After": "2", "WWW-Authenticate": "Bearer a=1, b=2",
                 "Content-Type": "application/problem+json"}, "cookies": ["a=1", "b=2"], "body": "{}"}""");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer a=1, b=2");
        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
        assertThat(answer.body()).isEqualTo("{}");
    }

    @Test
    void aBase64AnswerIsDecoded() throws IOException {
        assertThat(answered("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"aGk=\"}")
                        .body())
                .isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "", "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"*\"}"})
    void anAnswerThatApiGatewayCannotReadIsAFailureOfTheFunction(String nonsense) throws IOException {
        var answer = answered(nonsense);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(answered(nonsense, "X-Local-Payload", "1.0").statusCode()).isEqualTo(502);
    }

    @Test
    void anExceptionOfTheFunctionStaysInside() throws IOException {
        var answer = Http.later(token("Origin", "http://localhost:3000"));
        function.settle(function.take(), "error", "{\"errorMessage\":\"sk-secret\"}");

        assertThat(answer.join().statusCode()).isEqualTo(500);
        assertThat(answer.join().body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(answer.join().headers().firstValue("Access-Control-Allow-Origin"))
                .isPresent();
    }

    @Test
    void preflightIsAnsweredWithoutTheFunction() throws IOException {
        var answer = Http.send(Http.to(
                        gateway.url() + "/token",
                        "Origin",
                        "https://www.example.com",
                        "Access-Control-Request-Method",
                        "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://www.example.com");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("authorization,content-type");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).isPresent();
    }

    @Test
    void plainOptionsIsTheFunctionsBusiness() throws IOException {
        var event = event(Http.to(gateway.url() + "/token").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(event.event().at("/requestContext/http/method").asText()).isEqualTo("OPTIONS");
    }

    @Test
    void corsHeadersAreTheGatewaysAlone() throws IOException {
        var functionSays =
                "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\",\"Vary\":\"Accept\"}}";

        var toPage = answered(functionSays, "Origin", "https://www.example.com");
        assertThat(toPage.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://www.example.com");
        assertThat(toPage.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("retry-after,apigw-requestid");
        assertThat(toPage.headers().allValues("Vary")).contains("Origin", "Accept");

        assertThat(answered(functionSays).headers().map().keySet())
                .noneMatch(name -> GatewayRequest.lower(name).startsWith("access-control-"));
    }

    @Test
    void aPageThatIsNotAllowedGetsNoCorsHeaders() throws IOException {
        use(gateway(Duration.ofSeconds(30)).allow(origin -> origin.equals("http://localhost:3000")));

        assertThat(answered(OK, "Origin", "https://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(answered(OK, "Origin", "http://localhost:3000").headers().firstValue("Access-Control-Allow-Origin"))
                .isPresent();
    }

    @Test
    void anotherHostNameIsRefused() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            out.print("POST /token HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void tenMegabytesPassAndOneByteMoreDoesNot() throws IOException {
        var limit = 10 * 1024 * 1024;
        assertThat(event(body(limit)).event().path("body").asText()).hasSize(limit);

        var refused = Http.send(body(limit + 1));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    private HttpRequest.Builder body(int bytes) {
        return Http.to(gateway.url() + "/token", "Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(bytes)));
    }

    @Test
    void aDeadFunctionDoesNotHangTheCaller() throws IOException {
        use(gateway(Duration.ofMillis(50)));

        var answer = Http.send(token());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
        assertThat(Http.send(token("X-Local-Payload", "1.0")).statusCode()).isEqualTo(504);
    }

    @Test
    void aLateAnswerIsTakenAndDropped() throws IOException {
        use(gateway(Duration.ofSeconds(2)));
        var answer = Http.later(token());
        var taken = function.take();

        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(function.settle(taken, "response", OK).statusCode()).isEqualTo(202);
    }

    @Test
    void anAbandonedRequestNeverReachesTheFunction() throws IOException {
        use(gateway(Duration.ofMillis(200)));
        assertThat(Http.send(Http.to(gateway.url() + "/first").GET()).statusCode())
                .isEqualTo(503);
        var taken = CompletableFuture.supplyAsync(() -> {
            try {
                return function.take();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        do {
            Http.send(Http.to(gateway.url() + "/second").GET());
        } while (!taken.isDone());

        assertThat(taken.join().event().path("rawPath").asText()).isEqualTo("/second");
    }

    @Test
    void anEventHandedBackGoesToTheNextFunction() throws IOException {
        var answer = Http.later(token());
        var first = function.take();
        function.settle(first, "requeue", "");
        var second = function.take();

        assertThat(second.event()).isEqualTo(first.event());
        function.settle(second, "response", OK);
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void theFunctionIsToldItsDeadlineAndTrace() throws IOException {
        var headers = event(token()).raw().headers();

        assertThat(headers.firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow())
                .isEqualTo(NOON.millis() + 30_000);
        assertThat(headers.firstValue("Lambda-Runtime-Trace-Id").orElseThrow()).startsWith("Root=1-");
    }

    @Test
    void anAnswerToNoEventIsUnknown() throws IOException {
        var none = new FakeFunction.Taken("none", Http.json("{}"), null);

        assertThat(function.settle(none, "response", OK).statusCode()).isEqualTo(404);
    }

    @Test
    void aFolderIsServedBesideTheFunction(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index.html"), "<p>hello</p>");
        Files.createDirectories(folder.resolve("js"));
        Files.writeString(folder.resolve("js/app.js"), "export {}");
        use(gateway(Duration.ofSeconds(30)).site(folder));

        var page = Http.send(Http.to(gateway.url() + "/").GET());
        assertThat(page.body()).isEqualTo("<p>hello</p>");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(Http.send(Http.to(gateway.url() + "/js/app.js").GET())
                        .headers()
                        .firstValue("Content-Type"))
                .contains("text/javascript;charset=utf-8");
        event(token());
        event(Http.to(gateway.url() + "/absent.html").GET());
    }

    @Test
    void aFolderDoesNotServeItsSurroundings(@TempDir Path folder) throws IOException {
        var site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(folder.resolve("secret"), "sk-secret");
        use(gateway(Duration.ofSeconds(30)).site(site));

        event(Http.to(gateway.url() + "/%2e%2e/secret").GET());
        event(Http.to(gateway.url() + "/..%2fsecret").GET());
    }

    @Test
    void whatIsInTheWayIsToldInsteadOfAskingTheFunction() throws IOException {
        use(gateway(Duration.ofSeconds(30)).unless(() -> Optional.of("presets.yaml is broken")));

        var answer = Http.send(token());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"presets.yaml is broken\"}");
    }

    @Test
    void aTakenPortIsSaidInOneLine() {
        try (var second = gateway(Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> second.listen(gateway.port())).hasMessage("Port " + gateway.port() + " is taken.");
        }
    }
}
