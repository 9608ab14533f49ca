package dev.ephemint.faults;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A proxy is left to the REST client, which keeps the same bounds. */
@QuarkusTest
@QuarkusTestResource(value = ProxyStack.class, restrictToAnnotatedClass = true)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ProxyTest {

    FaultServer server;

    @Test
    void openAiIsAskedThroughTheProxyOverOneConnection() {
        server.dropConnections();
        server.play(List.of(wire -> wire.write(Answer.secret())));
        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.heads())
                .allMatch(head -> head.startsWith("POST http://127.0.0.2:9/v1/realtime/client_secrets "));
    }

    @Test
    void aProxyThatSaysNothingIsWaitedForUntilTheDeadline() {
        refuses(wire -> wire.hang(), "upstream_timeout", 1);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        refuses(
                wire -> {
                    wire.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
                    wire.flood("{");
                },
                "upstream_invalid",
                1);
    }

    @Test
    void aProxyThatDropsTheConnectionIsAskedOnceMore() {
        refuses(wire -> wire.reset(), "upstream_unreachable", 2);
    }

    private void refuses(FaultServer.Script script, String code, int requests) {
        server.play(List.of(script));
        assertThat(ask().jsonPath().getString("code")).isEqualTo(code);
        assertThat(server.requests()).isEqualTo(requests);

        server.play(List.of(wire -> wire.write(Answer.secret())));
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    private static Response ask() {
        return given().contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token");
    }
}
