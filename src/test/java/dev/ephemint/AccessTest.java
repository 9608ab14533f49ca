package dev.ephemint;

import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Who may mint: every rule from both sides, and every place that an identity must not come from. */
@QuarkusTest
class AccessTest extends TokenApi {

    private static final String SITE = "https://www.example.com";

    private static ValidatableResponse post(RequestSpecification request, String body) {
        return request.contentType("application/json").body(body).post("/token").then();
    }

    private static RequestSpecification withClaims(String claims) {
        return request().header("X-Local-Claims", claims);
    }

    private void assertRefused(ValidatableResponse response, int status, String code) {
        response.statusCode(status).body("code", equalTo(code));
        assertThat(standIn.recorded()).isEmpty();
    }

    // scopes: all of them

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realtime:mint realtime:admin",
                "realtime:admin openid realtime:mint",
                "[realtime:mint realtime:admin]"
            })
    void allScopesOpenAPresetThatWantsThem(String scope) {
        post(withClaims("{\"scope\": \"" + scope + "\"}"), "{\"preset\": \"scoped\"}")
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "realtime:mint",
                "realtime:admin",
                "realtime:mint,realtime:admin",
                "realtime:mint REALTIME:ADMIN",
                "realtime:mint realtime:administrator",
                "realtime:mint xrealtime:admin",
                "realtime:mint\\trealtime:admin",
                "*"
            })
    void lessThanAllScopesDoesNot(String scope) {
        assertRefused(
                post(withClaims("{\"scope\": \"" + scope + "\"}"), "{\"preset\": \"scoped\"}"), 403, "not_allowed");
    }

    @Test
    void anIdTokenWithoutScopesDoesNot() {
        assertRefused(
                post(withClaims("{\"scope\": null, \"token_use\": \"id\"}"), "{\"preset\": \"scoped\"}"),
                403,
                "not_allowed");
    }

    // claims: each of them, with one of its values

    @ParameterizedTest
    @CsvSource({"gold,[beta]", "platinum,[alpha beta]", "gold,beta", "[silver gold],[beta gamma]"})
    void oneAllowedValueOfEachClaimOpensAPreset(String plan, String groups) {
        post(
                        withClaims("{\"plan\": \"" + plan + "\", \"cognito:groups\": \"" + groups + "\"}"),
                        "{\"preset\": \"for-gold\"}")
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "silver,[beta]",
        "gold,[alpha]",
        "gold,[]",
        "GOLD,[beta]",
        "goldfish,[beta]",
        "'gold platinum',[beta]",
        "'gold,platinum',[beta]",
        "gold,'[beta,alpha]'",
        "gold,[betamax]",
        "'',[beta]"
    })
    void anyOtherValueDoesNot(String plan, String groups) {
        assertRefused(
                post(
                        withClaims("{\"plan\": \"" + plan + "\", \"cognito:groups\": \"" + groups + "\"}"),
                        "{\"preset\": \"for-gold\"}"),
                403,
                "not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"plan\": \"gold\"}",
                "{\"cognito:groups\": \"[beta]\"}",
                "{\"Plan\": \"gold\", \"Cognito:Groups\": \"[beta]\"}"
            })
    void aMissingClaimDoesNot(String claims) {
        assertRefused(post(withClaims(claims), "{\"preset\": \"for-gold\"}"), 403, "not_allowed");
    }

    @Test
    void aClaimOfFourKibibytesIsRead() {
        post(withClaims("{\"note\": \"" + "x".repeat(4096) + "\"}"), "{\"preset\": \"captions\"}")
                .statusCode(200);
        post(request().header("X-Local-Identity", "y".repeat(4096)), "{\"preset\": \"captions\"}")
                .statusCode(200);
    }

    // origins: exactly

    @Test
    void theExactOriginOpensAPreset() {
        post(request().header("Origin", SITE), "{\"preset\": \"open-site\"}").statusCode(200);
        post(request().header("Origin", SITE).header("X-Local-Payload", "1.0"), "{\"preset\": \"open-site\"}")
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "https://www.example.com/",
                "https://www.example.com.",
                "https://www.example.com:443",
                "https://www.example.com:8443",
                "http://www.example.com",
                "https://example.com",
                "https://sub.www.example.com",
                "https://www.example.com.evil.test",
                "https://www.example.com@evil.test",
                "https://www.example.comevil.test",
                "https://evil.test#https://www.example.com",
                "https://www.examp1e.com",
                "HTTPS://www.example.com",
                "https://www.example.com, https://www.example.com",
                "https://www.example.com https://evil.test"
            })
    void noOtherOriginDoes(String origin) {
        assertRefused(post(request().header("Origin", origin), "{\"preset\": \"open-site\"}"), 403, "not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void twoOriginsAreNoOrigin(String payload) {
        assertRefused(
                post(
                        request()
                                .header("X-Local-Payload", payload)
                                .header("Origin", SITE)
                                .header("Origin", SITE),
                        "{\"preset\": \"open-site\"}"),
                403,
                "not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Referer", "X-Forwarded-Host", "X-Origin", "Sec-Fetch-Site", "Host-Origin"})
    void nothingElseStandsForTheOrigin(String header) {
        assertRefused(post(request().header(header, SITE), "{\"preset\": \"open-site\"}"), 403, "not_allowed");
    }

    // forged identities

    static Stream<Arguments> forgedHeaders() {
        String jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJzY29wZSI6InJlYWx0aW1lOm1pbnQifQ.";
        return Stream.of(
                arguments("Authorization", "Bearer " + jwt),
                arguments("authorization", "Bearer local-user"),
                arguments("Authorization", "Basic YWRhOmFkYQ=="),
                arguments("X-Amzn-Oidc-Identity", "ada"),
                arguments("X-Amzn-Oidc-Data", jwt),
                arguments("X-User-Id", "ada"),
                arguments("X-Forwarded-User", "ada"),
                arguments("X-Forwarded-For", "127.0.0.1"),
                arguments("X-Forwarded-Email", "ada@example.com"),
                arguments("X-Remote-User", "ada"),
                arguments("X-Authenticated-Userid", "ada"),
                arguments("X-Sub", "ada"),
                arguments("sub", "ada"),
                arguments("x-amzn-request-context", "{\"authorizer\": {\"jwt\": {\"claims\": {\"sub\": \"ada\"}}}}"),
                arguments("requestContext", "{\"authorizer\": {\"principalId\": \"ada\"}}"),
                arguments("Cookie", "sub=ada; identity=ada"),
                arguments("X-Api-Key", "ada"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("forgedHeaders")
    void noHeaderIsAnIdentity(String name, String value) {
        for (String payload : new String[] {"2.0", "1.0"}) {
            assertRefused(
                    post(
                            request()
                                    .header("X-Local-Identity", "none")
                                    .header("X-Local-Payload", payload)
                                    .header(name, value)
                                    .header(name, value),
                            "{\"preset\": \"captions\"}"),
                    401,
                    "unauthenticated");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub=ada",
                "requestContext[authorizer][jwt][claims][sub]=ada",
                "authorizer=%7B%22principalId%22%3A%22ada%22%7D",
                "access_token=eyJhbGciOiJub25lIn0.e30."
            })
    void noQueryIsAnIdentity(String query) {
        assertRefused(
                request()
                        .urlEncodingEnabled(false)
                        .header("X-Local-Identity", "none")
                        .contentType("application/json")
                        .body("{\"preset\": \"captions\"}")
                        .post("/token?" + query)
                        .then(),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\": \"ada\"",
                "\"user\": \"ada\"",
                "\"identity\": {\"sub\": \"ada\"}",
                "\"requestContext\": {\"authorizer\": {\"principalId\": \"ada\"}}",
                "\"safety_identifier\": \"ada\"",
                "\"claims\": {\"sub\": \"ada\"}"
            })
    void noBodyIsAnIdentity(String member) {
        assertRefused(
                post(request().header("X-Local-Identity", "none"), "{\"preset\": \"captions\", " + member + "}"),
                400,
                "invalid_request");
    }

    @Test
    void aTokenWithoutSubjectIsNobody() {
        assertRefused(
                post(withClaims("{\"sub\": null, \"username\": \"ada\"}"), "{\"preset\": \"captions\"}"),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aTokenWithABlankSubjectIsNobody(String subject) {
        assertRefused(
                post(withClaims("{\"sub\": \"" + subject + "\"}"), "{\"preset\": \"captions\"}"),
                401,
                "unauthenticated");
    }

    // the safety identifier

    private String identifier(RequestSpecification request, String preset) {
        standIn.reset();
        post(request, "{\"preset\": \"" + preset + "\"}").statusCode(200);
        return standIn.recorded().get(0).header("OpenAI-Safety-Identifier").orElseThrow();
    }

    @Test
    void openAiIsToldAPseudonymOfTheCaller() {
        String ada = identifier(request().header("X-Local-Identity", "ada"), "captions");

        assertThat(ada).matches("[0-9a-f]{64}");
        assertThat(identifier(request().header("X-Local-Identity", "ada"), "interpreter"))
                .isEqualTo(ada);
        assertThat(identifier(request().header("X-Local-Identity", "eve"), "captions"))
                .isNotEqualTo(ada);
        assertThat(identifier(withClaims("{\"sub\": \"ada\", \"iss\": \"https://other.test\"}"), "captions"))
                .isNotEqualTo(ada);
    }

    @Test
    void anAnonymousCallerIsOneBySourceAddressWhateverItsHeadersSay() {
        String here = identifier(request().header("X-Local-Identity", "none").header("Origin", SITE), "open-site");

        assertThat(identifier(
                        request()
                                .header("X-Local-Identity", "none")
                                .header("Origin", SITE)
                                .headers(Map.of(
                                        "X-Forwarded-For", "203.0.113.9",
                                        "Forwarded", "for=203.0.113.9",
                                        "X-Real-IP", "203.0.113.9",
                                        "OpenAI-Safety-Identifier", "caller")),
                        "open-site"))
                .isEqualTo(here);
    }

    @Test
    void legacyOperationsDoNotKnowIt() {
        askFor("old-agent", "").statusCode(200);

        assertThat(standIn.recorded().get(0).header("OpenAI-Safety-Identifier")).isEmpty();
    }
}
