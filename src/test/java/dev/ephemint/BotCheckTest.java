package dev.ephemint;

import java.util.List;
import java.util.stream.Stream;

import dev.ephemint.local.Fault;
import dev.ephemint.local.SiteVerify;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Sites without a login: the bot check, over HTTP on both sides. */
@QuarkusTest
class BotCheckTest extends TokenApi {

    private static final String HOST = "www.example.com";

    SiteVerify siteVerify;

    @BeforeEach
    void forgetTokens() {
        siteVerify.reset();
    }

    private static ValidatableResponse visit(String preset, String origin, String more) {
        return request()
                .header("X-Local-Identity", "none")
                .header("Origin", origin)
                .contentType("application/json")
                .body("{\"preset\": \"" + preset + "\"" + more + "}")
                .post("/token")
                .then();
    }

    private static ValidatableResponse visit(String preset, String more) {
        return visit(preset, "https://" + HOST, more);
    }

    private static String token(String token) {
        return ", \"bot_check\": \"" + token + "\"";
    }

    private ValidatableResponse assertRefused(ValidatableResponse response, int status, String code) {
        assertThat(standIn.recorded()).isEmpty();
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void aGoodTokenMintsOnce() {
        siteVerify.accept("good", HOST, "mint", "");

        visit("turnstile-site", token("good")).statusCode(200);
        standIn.reset();

        assertRefused(visit("turnstile-site", token("good")), 403, "bot_check_failed");
    }

    @Test
    void theVerifierGetsSecretAndTokenAndNothingOfTheCaller() {
        siteVerify.accept("a+b/c=&d%20", HOST, "mint", "");

        visit("turnstile-site", token("a+b/c=&d%20")).statusCode(200);

        assertThat(siteVerify.recorded()).hasSize(1).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/turnstile/siteverify");
            assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/x-www-form-urlencoded");
            assertThat(SiteVerify.form(request.body()))
                    .containsOnlyKeys("secret", "response")
                    .containsEntry("secret", SiteVerify.SECRET)
                    .containsEntry("response", "a+b/c=&d%20");
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.header("Origin")).isEmpty();
        });
    }

    @Test
    void withoutATokenNobodyIsAsked() {
        assertRefused(visit("turnstile-site", ""), 403, "bot_check_failed")
                .body("errors[0].pointer", equalTo("/bot_check"))
                .body("errors[0].code", equalTo("required"));
        assertThat(siteVerify.recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "true", "[\"good\"]", "{}", "\"\"", "\"two words\"", "\"é\""})
    void whatCannotBeATokenIsInvalid(String value) {
        assertRefused(visit("turnstile-site", ", \"bot_check\": " + value), 400, "invalid_request")
                .body("errors[0].pointer", equalTo("/bot_check"));
        assertThat(siteVerify.recorded()).isEmpty();
    }

    @Test
    void aTokenIsAtMostThreeKibibytesLong() {
        siteVerify.accept("x".repeat(3072), HOST, "mint", "");

        visit("turnstile-site", token("x".repeat(3072))).statusCode(200);
        standIn.reset();
        assertRefused(visit("turnstile-site", token("x".repeat(3073))), 400, "invalid_request");
    }

    @Test
    void aRequestThatIsRefusedAnywayDoesNotUseTheTokenUp() {
        siteVerify.accept("good", HOST, "mint", "");

        visit("turnstile-site", token("good") + ", \"session\": {\"model\": \"gpt-realtime\"}")
                .statusCode(400);
        visit("turnstile-site", "https://evil.test", token("good")).statusCode(403);

        assertThat(siteVerify.recorded()).isEmpty();
        visit("turnstile-site", token("good")).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"www.example.com,https://www.example.com", "localhost,http://localhost:3000"})
    void theChallengeHasToBeSolvedOnTheSiteThatAsks(String hostname, String origin) {
        siteVerify.accept("good", hostname, "mint", "");

        visit("turnstile-site", origin, token("good")).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,https://www.example.com",
        "www.example.com,http://localhost:3000",
        "example.com,https://www.example.com",
        "WWW.EXAMPLE.COM,https://www.example.com",
        "www.example.com.evil.test,https://www.example.com",
        "'',https://www.example.com"
    })
    void aTokenOfAnotherSiteFails(String hostname, String origin) {
        siteVerify.accept("good", hostname, "mint", "");

        assertRefused(visit("turnstile-site", origin, token("good")), 403, "bot_check_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "login", "Mint", "mint "})
    void aTokenForAnotherActionFails(String action) {
        siteVerify.accept("good", HOST, action, "");

        assertRefused(visit("turnstile-site", token("good")), 403, "bot_check_failed");
    }

    @Test
    void hCaptchaHasNoActionAndMayBeSolvedWhereThePresetSays() {
        siteVerify.accept("good", "forms.example.com", "", "");
        visit("hcaptcha-site", token("good")).statusCode(200);
        standIn.reset();

        siteVerify.accept("elsewhere", HOST, "", "");
        assertRefused(visit("hcaptcha-site", token("elsewhere")), 403, "bot_check_failed");
    }

    @ParameterizedTest
    @CsvSource({"0.7", "0.9", "1"})
    void aScoreThatIsHighEnoughPasses(String score) {
        siteVerify.accept("good", HOST, "start_call", score);

        visit("recaptcha-site", token("good")).statusCode(200);
        assertThat(siteVerify.recorded().get(0).path()).isEqualTo("/recaptcha/siteverify");
    }

    @ParameterizedTest
    @CsvSource({"0.69,start_call", "0,start_call", "'',start_call", "0.9,mint", "0.9,''"})
    void aLowScoreOrNoneOrAnotherActionFails(String score, String action) {
        siteVerify.accept("good", HOST, action, score);

        assertRefused(visit("recaptcha-site", token("good")), 403, "bot_check_failed");
    }

    static Stream<Arguments> verifierFaults() {
        return Stream.of(
                arguments("it hangs up", Fault.close()),
                arguments("it resets", Fault.reset()),
                arguments("it is silent", Fault.hang()),
                arguments("it stops half-way", Fault.truncated()),
                arguments("it fails", Fault.status(500, "text/plain", "CANARY")),
                arguments("it is limited", Fault.status(429, "application/json", "{\"success\": true}")),
                arguments("it redirects", Fault.redirect("https://example.com/")),
                arguments("it answers HTML", Fault.html()),
                arguments("it answers nothing", Fault.empty()),
                arguments("it answers 204", Fault.noContent()),
                arguments("it answers a list", Fault.body("[true]")),
                arguments("it answers no verdict", Fault.body("{}")),
                arguments("it answers a verdict that is a text", Fault.body("{\"success\": \"true\"}")),
                arguments("it answers a verdict that is a number", Fault.body("{\"success\": 1}")),
                arguments("it answers twice", Fault.body("{\"success\": false, \"success\": true}")),
                arguments("it answers too much", Fault.huge(20_000)),
                arguments(
                        "it does not know our secret",
                        Fault.body("{\"success\": false, \"error-codes\": [\"invalid-input-secret\"]}")),
                arguments(
                        "it says that it failed",
                        Fault.body("{\"success\": false, \"error-codes\": [\"internal-error\"]}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verifierFaults")
    void withoutAVerdictNothingIsMinted(String name, Fault fault) {
        siteVerify.accept("good", HOST, "mint", "");
        siteVerify.fail(-1, fault);

        String body = assertRefused(visit("turnstile-site", token("good")), 502, "upstream_unreachable")
                .extract()
                .asString();

        assertThat(body).doesNotContain("CANARY", "secret", "Exception");
        assertThat(siteVerify.recorded()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aTokenThatFailsCostsNoUnitOfTheQuota() {
        for (int i = 0; i < 5; i++) {
            assertRefused(visit("hcaptcha-site", token("bad-" + i)), 403, "bot_check_failed");
        }
    }

    @Test
    void aPresetWithoutBotCheckDoesNotLookAtTheToken() {
        request()
                .contentType("application/json")
                .body("{\"preset\": \"captions\", \"bot_check\": \"anything\"}")
                .post("/token")
                .then()
                .statusCode(200);
        assertThat(siteVerify.recorded()).isEqualTo(List.of());
    }
}
