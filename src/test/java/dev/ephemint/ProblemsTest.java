package dev.ephemint;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import dev.ephemint.local.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class ProblemsTest extends TokenApi {

    private static final String CAPTIONS = "{\"preset\": \"captions\"}";

    /** Every problem looks alike, and its request id is the one the gateway shows. */
    static ValidatableResponse assertProblem(ValidatableResponse response, int status, String code) {
        String shown = response.extract().header("apigw-requestid");
        return response.statusCode(status)
                .contentType(equalTo("application/problem+json"))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body("type", equalTo("urn:ephemint:problem:" + code))
                .body("title", notNullValue())
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("request_id", equalTo(shown));
    }

    private void assertNothingWasSent() {
        assertThat(standIn.recorded()).isEmpty();
    }

    @Test
    void anUnknownPresetIsNotFound() {
        assertProblem(askFor("no-such-preset", ""), 404, "unknown_preset");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/tokens", "/token/", "/Token", "/token%2F", "/token/x", "/%74oken/", "/.well-known/token"})
    void otherPathsAreNotFound(String path) {
        assertProblem(
                request()
                        .urlEncodingEnabled(false)
                        .contentType("application/json")
                        .body(CAPTIONS)
                        .post(path)
                        .then(),
                404,
                "not_found");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void otherMethodsAreRefusedAndTheRightOneNamed(String method) {
        assertProblem(request().request(Method.valueOf(method), "/token").then(), 405, "method_not_allowed")
                .header("Allow", "POST");
    }

    @Test
    void headIsRefusedToo() {
        request().head("/token").then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void aCallerWithoutIdentityIsAskedForOne() {
        assertProblem(
                        request()
                                .header("X-Local-Identity", "none")
                                .contentType("application/json")
                                .body(CAPTIONS)
                                .post("/token")
                                .then(),
                        401,
                        "unauthenticated")
                .header("WWW-Authenticate", "Bearer");
        assertNothingWasSent();
    }

    @Test
    void aCallerWithoutOneOfTheScopesIsNotAllowed() {
        assertProblem(askFor("scoped", ""), 403, "not_allowed");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.com:443",
                "http://www.example.com",
                "https://www.example.com.evil.test",
                "https://evil.test/https://www.example.com",
                "https://WWW.example.com",
                "null"
            })
    void anotherOriginIsNotAllowed(String origin) {
        assertProblem(
                request()
                        .header("X-Local-Identity", "none")
                        .header("Origin", origin)
                        .contentType("application/json")
                        .body("{\"preset\": \"open-site\"}")
                        .post("/token")
                        .then(),
                403,
                "not_allowed");
        assertNothingWasSent();
    }

    @Test
    void aMissingOriginIsNotAllowedWhereThePresetNamesSome() {
        assertProblem(askFor("open-site", ""), 403, "not_allowed");
        assertNothingWasSent();
    }

    @Test
    void aPresetThatIsSwitchedOffIsDisabled() {
        assertProblem(askFor("switched-off", ""), 503, "disabled");
        assertNothingWasSent();
    }

    @Test
    void aBodyOfFourKibibytesIsReadAndOneByteMoreIsNot() {
        String padding = " ".repeat(4096 - CAPTIONS.length());
        ask(CAPTIONS + padding).statusCode(200);
        ask(CAPTIONS + padding.substring(1)).statusCode(200);
        standIn.reset();
        assertProblem(ask(CAPTIONS + padding + " "), 413, "body_too_large");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "multipart/form-data; boundary=x",
                "application/json, application/json",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/problem+json",
                "application/jsonp"
            })
    void anotherContentTypeIsUnsupported(String contentType) {
        assertProblem(
                request()
                        .header("Content-Type", contentType)
                        .body(CAPTIONS.getBytes(StandardCharsets.UTF_8))
                        .post("/token")
                        .then(),
                415,
                "unsupported_media_type");
        assertNothingWasSent();
    }

    static Stream<Arguments> upstreamFailures() {
        return Stream.of(
                Arguments.of(
                        "our session is refused", Fault.status(400, "unknown_parameter"), 502, "upstream_rejected"),
                Arguments.of("our key is refused", Fault.status(401, "invalid_api_key"), 502, "upstream_rejected"),
                Arguments.of("we are forbidden", Fault.status(403, "forbidden"), 502, "upstream_rejected"),
                Arguments.of("the endpoint is gone", Fault.status(404, "not_found"), 502, "upstream_rejected"),
                Arguments.of("it fails by itself", Fault.status(500, "server_error"), 502, "upstream_unreachable"),
                Arguments.of("it is limited", Fault.status(429, "rate_limit_exceeded"), 503, "upstream_busy"),
                Arguments.of("it is overloaded", Fault.status(503, "slow_down"), 503, "upstream_busy"),
                Arguments.of("it hangs up", Fault.close(), 502, "upstream_unreachable"),
                Arguments.of("it resets", Fault.reset(), 502, "upstream_unreachable"),
                Arguments.of("it stops half-way", Fault.truncated(), 502, "upstream_unreachable"),
                Arguments.of("it answers no JSON", Fault.notJson(), 502, "upstream_invalid"),
                Arguments.of("it answers HTML", Fault.html(), 502, "upstream_invalid"),
                Arguments.of("it answers nothing", Fault.empty(), 502, "upstream_invalid"),
                Arguments.of("it answers 204", Fault.noContent(), 502, "upstream_invalid"),
                Arguments.of("it redirects", Fault.redirect("https://example.com/"), 502, "upstream_invalid"),
                Arguments.of("it answers 200 with an error", Fault.errorInOk(), 502, "upstream_invalid"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("upstreamFailures")
    void whatGoesWrongAtOpenAiIsTheServersFault(String name, Fault fault, int status, String code) {
        standIn.fail("*", -1, fault);

        String body = assertProblem(ask(CAPTIONS), status, code).extract().asString();

        assertThat(body).doesNotContain("stand-in", "ek_", "Exception", "rate_limit_exceeded");
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0,1", "86400,60", "-5,5", "soon,5", "'Fri, 20 Nov 2026 09:00:00 GMT',5"})
    void aBusyUpstreamIsPassedOnWithABoundedWait(String upstream, String ours) {
        standIn.fail("*", -1, Fault.status(429, "insufficient_quota").with("Retry-After", upstream));

        assertProblem(ask(CAPTIONS), 503, "upstream_busy").header("Retry-After", ours);
    }

    @Test
    void aSecretThatIsNoneIsNeverForwarded() {
        for (String body : new String[] {
            "{\"expires_at\": 4000000000, \"session\": {}}",
            "{\"value\": \"sk-live\", \"expires_at\": 4000000000, \"session\": {}}",
            "{\"value\": \"ek_\\r\\nX: y\", \"expires_at\": 4000000000, \"session\": {}}",
            "{\"value\": \"ek_1\", \"session\": {}}",
            "{\"value\": \"ek_1\", \"expires_at\": \"4000000000\", \"session\": {}}",
            "{\"value\": \"ek_1\", \"expires_at\": 1, \"session\": {}}",
            "{\"value\": \"ek_1\", \"expires_at\": 99999999999, \"session\": {}}",
            "{\"value\": \"ek_1\", \"expires_at\": 1e400, \"session\": {}}",
            "[]",
            "null"
        }) {
            standIn.reset();
            standIn.fail("*", -1, Fault.body(body));
            assertProblem(ask(CAPTIONS), 502, "upstream_invalid");
        }
    }

    @Test
    void aRequestIdIsGivenAndLooksLikeOne() {
        ask("no").body("request_id", matchesPattern("[0-9a-f-]{36}")).body("detail", is(nullValue()));
    }
}
