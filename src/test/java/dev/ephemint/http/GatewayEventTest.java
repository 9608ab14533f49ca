package dev.ephemint.http;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.access.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayEventTest {

    private static GatewayEvent event(String json) {
        try {
            return new ObjectMapper().readValue(json, GatewayEvent.class);
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
        assertThat(event.contentType()).isEqualTo("application/json");
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
        assertThat(event.contentType()).isEqualTo("application/json,text/plain");
        assertThat(event.body()).isEmpty();
        assertThat(event.caller().sourceAddress()).isEqualTo("192.0.2.2");
        assertThat(event.caller().identity())
                .hasValueSatisfying(identity ->
                        assertThat(identity.claims().get("cognito:groups")).containsExactly("a", "b"));
    }

    @Test
    void ofTwoPartsOfOneNameTheLastCountsAlone() {
        GatewayEvent event = event("""
                {"requestContext": {"stage": "prod", "http": {"method": "POST"}, "authorizer": {"principalId": "eve"}},
                 "requestContext": {"requestId": "r-1", "requestId": "r-2", "http": {"method": "GET", "sourceIp": "192.0.2.1"},
                 "http": {"sourceIp": "192.0.2.2"}}, "rawPath": "/no", "rawPath": "/prod/token", "headers": {"origin": "https://no.test"},
                 "headers": {"content-type": "a/b"}, "body": "no", "body": 1, "isBase64Encoded": true, "isBase64Encoded": "true"}""");

        assertThat(event.method()).isEmpty();
        assertThat(event.path()).isEqualTo("/prod/token");
        assertThat(event.requestId()).isEqualTo("r-2");
        assertThat(event.contentType()).isEqualTo("a/b");
        assertThat(event.body()).isEmpty();
        assertThat(event.base64()).isFalse();
        assertThat(event.caller()).isEqualTo(new Caller(Optional.empty(), Optional.empty(), "192.0.2.2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'headers': {'Content-Type': 'a', 'CONTENT-TYPE': 'b', 'content-typ': 'c', 'content_type': 'c'}|a,b",
                "'headers': {'content-type': 7, 'Content-Type': ['a']}|~~",
                "'headers': {'content-type': 'a'}, 'multiValueHeaders': {}|a",
                "'headers': {'content-type': 'a'}, 'multiValueHeaders': null|a",
                "'headers': {'content-type': 'a'}, 'multiValueHeaders': {'x': []}|~~",
                "'multiValueHeaders': {'content-type': ['a', null, {'b': 'c'}, ['d'], 'e'], 'Content-type': 'f'}, 'headers': {}|a,e",
                "'multiValueHeaders': {'content-type': {'a': 'b'}, 'Content-Type': ['c']}|c"
            })
    void aHeaderIsItsTextsWhateverItsCaseAndListsOfHeadersCountFirst(String headers, String contentType) {
        assertThat(event("{" + headers.replace('\'', '"') + "}").contentType()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @CsvSource({
        "prod,/prod/token,/token",
        "$default,/token,/token",
        "prod,/production/token,/production/token",
        "prod,//token,//token",
        "'',//token,//token",
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
