package dev.ephemint.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayEventTest {

    private static GatewayEvent event(String json) {
        try {
            return GatewayEvent.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void payload2IsRead() {
        GatewayEvent event = event("""
                {"version": "2.0", "rawPath": "/token", "headers": {"Content-Type": "application/json", "ORIGIN": "https://a.test"},
                 "requestContext": {"stage": "$default", "requestId": "JKJaXmPLvHcESHA=", "http": {"method": "POST", "sourceIp": "192.0.2.1"},
                 "authorizer": {"jwt": {"claims": {"sub": "ada", "iss": "https://issuer.test", "scope": "a b"}, "scopes": ["c"]}}},
                 "body": "{}", "isBase64Encoded": true}""");

        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.path()).isEqualTo("/token");
        assertThat(event.headers()).containsEntry("content-type", "application/json");
        assertThat(event.body()).contains("{}");
        assertThat(event.base64()).isTrue();
        assertThat(event.requestId()).isEqualTo("JKJaXmPLvHcESHA=");
        assertThat(event.caller().origin()).contains("https://a.test");
        assertThat(event.caller().sourceAddress()).isEqualTo("192.0.2.1");
        assertThat(event.caller().identity()).hasValueSatisfying(identity -> {
            assertThat(identity.subject()).isEqualTo("ada");
            assertThat(identity.issuer()).isEqualTo("https://issuer.test");
            assertThat(identity.scopes()).containsExactlyInAnyOrder("a", "b", "c");
        });
    }

    @Test
    void payload1IsRead() {
        GatewayEvent event = event("""
                {"httpMethod": "POST", "path": "/token", "headers": {"Content-Type": "text/plain"},
                 "multiValueHeaders": {"Content-Type": ["application/json", "text/plain"]},
                 "requestContext": {"stage": "prod", "requestId": "r-1", "identity": {"sourceIp": "192.0.2.2"},
                 "authorizer": {"claims": {"sub": "ada", "cognito:groups": "[a b]"}}}, "body": null}""");

        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.path()).isEqualTo("/token");
        assertThat(event.headers()).containsEntry("content-type", "application/json,text/plain");
        assertThat(event.body()).isEmpty();
        assertThat(event.caller().sourceAddress()).isEqualTo("192.0.2.2");
        assertThat(event.caller().identity())
                .hasValueSatisfying(identity ->
                        assertThat(identity.claims().get("cognito:groups")).containsExactly("a", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "prod,/prod/token,/token",
        "$default,/token,/token",
        "prod,/production/token,/production/token",
        "prod,//token,//token",
        "prod,/prod,/prod"
    })
    void aNamedStageIsNoPartOfThePath(String stage, String raw, String path) {
        assertThat(event("{\"rawPath\": \"" + raw + "\", \"requestContext\": {\"stage\": \"" + stage + "\"}}")
                        .path())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"x\"",
                "1",
                "{}",
                "{\"requestContext\": null}",
                "{\"requestContext\": []}",
                "{\"requestContext\": {\"http\": \"POST\"}, \"rawPath\": 1, \"headers\": [1], \"body\": {}}",
                "{\"httpMethod\": 1, \"path\": \"/token\", \"multiValueHeaders\": {\"a\": {\"b\": 1}}}",
                "{\"Records\": [{\"eventSource\": \"aws:sqs\"}]}"
            })
    void anEventOfNeitherFormatHasNoMethodAndNoIdentity(String json) {
        GatewayEvent event = event(json);

        assertThat(event.method()).isEmpty();
        assertThat(event.body()).isEmpty();
        assertThat(event.caller().identity()).isEmpty();
        assertThat(event.requestId()).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\\nb", "\\u001b[31m", "{\\\"a\\\":1}"})
    void anOddRequestIdIsReplacedByOneOfOurOwn(String id) {
        assertThat(event("{\"requestContext\": {\"requestId\": \"" + id + "\"}}")
                        .requestId())
                .matches("[0-9a-f-]{36}");
    }
}
