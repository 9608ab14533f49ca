package dev.ephemint.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.openai.ScriptedOpenAi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RouteTest {

    private final TokenEndpoint endpoint = Endpoints.over(ScriptedOpenAi.answering(ScriptedOpenAi.secret()), () -> {});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//token",
                "/token/",
                "/token//",
                "/TOKEN",
                "/tok\u0131en",
                "/tokens",
                "/token%2F",
                "/%74oken",
                "/token;a=b",
                "/token?x",
                "/./token",
                "token",
                "/$default/token",
                "/prod/token"
            })
    void onlyThePathItselfIsServed(String path) {
        ObjectNode v2 = Events.event(Events.V2).put("rawPath", path);
        assertThat(endpoint.answer(Events.read(v2)).statusCode()).isEqualTo(404);
        ObjectNode v1 = Events.event(Events.V1).put("path", path);
        assertThat(endpoint.answer(Events.read(v1)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "OPTIONS", "post", "POST ", ""})
    void onlyPostIsServed(String method) {
        ObjectNode event = Events.event(Events.V1).put("httpMethod", method);
        GatewayResponse answer = endpoint.answer(Events.read(event));
        Events.assertWellFormed(answer);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "POST");
    }

    @Test
    void aNamedStageStandsInFrontOfThePath() {
        ObjectNode event = Events.event(Events.V2).put("rawPath", "/prod/token");
        ((ObjectNode) event.path("requestContext")).put("stage", "prod");
        assertThat(endpoint.answer(Events.read(event)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json ; charset=\"UTF-8\"",
                "Application/Json; Charset=Utf-8 "
            })
    void jsonInUtf8IsTaken(String type) {
        assertThat(withType(type).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/json",
                "text/plain",
                "application/json5",
                "application/problem+json",
                "application/json,application/json",
                "application/json; charset=latin1",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; x=y",
                "application/json;",
                "application/json; charset=utf-8,text/plain",
                "APPL\u0130CATION/JSON",
                "application/\u212Ason",
                "application/json\r\n"
            })
    void anythingElseIsNot(String type) {
        GatewayResponse answer = withType(type);
        Events.assertWellFormed(answer);
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    private GatewayResponse withType(String type) {
        ObjectNode event = Events.event(Events.V2);
        ((ObjectNode) event.path("headers")).put("content-type", type);
        return endpoint.answer(Events.read(event));
    }
}
