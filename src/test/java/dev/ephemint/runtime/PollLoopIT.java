package dev.ephemint.runtime;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.ephemint.http.TokenEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The native binary's poll loop goes over our connection: what the JDK's would send and take is not what is seen here. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollLoopIT {

    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}";

    @Test
    void pollsAndAnswersOverOneConnectionInItsOwnWords() throws Exception {
        try (ScriptedApi lambda = new ScriptedApi(peer -> {
            for (int i = 0; i < 3; i++) {
                assertThat(peer.request())
                        .matches("GET " + NEXT
                                + " HTTP/1\\.1\r\nHost: 127\\.0\\.0\\.1:[0-9]+\r\nUser-Agent: quarkus/.*\r\n\r\n");
                event(peer, "r-" + i, 0);
                assertThat(peer.request())
                        .startsWith("POST /2018-06-01/runtime/invocation/r-" + i + "/response HTTP/1.1\r\n")
                        .contains("\r\nContent-Type: application/json\r\n", "\"statusCode\":404", "unknown_preset");
                peer.say(ACCEPTED);
            }
            asksOn(peer);
        })) {
            playedToItsEnd(lambda);
        }
    }

    @Test
    void takesWhatHttpAllows() throws Exception {
        try (ScriptedApi lambda = new ScriptedApi(
                peer -> {
                    peer.request();
                    String event = NativeFunction.event(0);
                    peer.say(
                            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 20",
                            "0 OK\r\nlambda-runtime-aws-request-id: r-1\r\nTransfer-Encoding: chunked\r",
                            "\n\r\n10;x\r\n" + event.substring(0, 16) + "\r\n",
                            Integer.toHexString(event.length() - 16) + "\r\n" + event.substring(16) + "\r\n0\r\n\r\n");
                    assertThat(peer.request()).contains("/r-1/response ", "\"statusCode\":404");
                    peer.say("HTTP/1.1 202 Accepted\r\nConnection: close\r\n\r\n{\"status\":\"OK\"}");
                },
                peer -> {
                    assertThat(peer.request()).as("over a new connection").startsWith("GET " + NEXT);
                    event(peer, "r-2", 0);
                    assertThat(peer.request()).contains("/r-2/response ");
                },
                peer -> {
                    assertThat(peer.request()).as("once more").contains("/r-2/response ", "\"statusCode\":404");
                    peer.say(ACCEPTED);
                    asksOn(peer);
                })) {
            playedToItsEnd(lambda);
        }
    }

    @Test
    void refusesTheLargestEventAndGoesOn() throws Exception {
        try (ScriptedApi lambda = new ScriptedApi(peer -> {
            for (int i = 0; i < 5; i++) {
                peer.request();
                event(peer, "r-" + i, 6 * 1024 * 1024);
                assertThat(peer.request()).contains("/r-" + i + "/response ", "\"statusCode\":413");
                peer.say(ACCEPTED);
            }
            asksOn(peer);
        })) {
            playedToItsEnd(lambda);
        }
    }

    @Test
    void reportsThatItsAnswerWasRefusedAndGoesOn() throws Exception {
        try (ScriptedApi lambda = new ScriptedApi(peer -> {
            peer.request();
            event(peer, "r-1", 0);
            assertThat(peer.request()).contains("/r-1/response ");
            peer.answer("413 Payload Too Large", "", "{\"errorType\":\"RequestEntityTooLarge\"}");
            assertThat(peer.request())
                    .contains("/r-1/error ", "java.io.IOException", "the Lambda Runtime API answered 413 to POST ");
            peer.say(ACCEPTED);
            assertThat(peer.request()).startsWith("GET " + NEXT);
            event(peer, "r-2", 0);
            assertThat(peer.request()).contains("/r-2/response ", "\"statusCode\":404");
            peer.say(ACCEPTED);
            asksOn(peer);
        })) {
            playedToItsEnd(lambda);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nevent"})
    void endsTheProcessWhereTheRuntimeApiMakesNoSense(String answer) throws Exception {
        try (ScriptedApi lambda = new ScriptedApi(peer -> {
            peer.request();
            peer.say(answer);
        })) {
            Process function = start(lambda);
            try {
                assertThat(function.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(function.exitValue()).isEqualTo(TokenEndpoint.EXIT_STATUS);
            } finally {
                function.destroyForcibly();
            }
        }
    }

    private static void asksOn(ScriptedApi.Peer peer) throws IOException {
        assertThat(peer.request()).startsWith("GET " + NEXT);
    }

    private static void event(ScriptedApi.Peer peer, String id, int padding) throws IOException {
        peer.answer("200 OK", "Lambda-Runtime-Aws-Request-Id: " + id + "\r\n", NativeFunction.event(padding));
    }

    private static void playedToItsEnd(ScriptedApi lambda) throws Exception {
        Process function = start(lambda);
        try {
            lambda.awaitEnd();
        } finally {
            function.destroyForcibly();
        }
    }

    private static Process start(ScriptedApi lambda) throws IOException {
        return NativeFunction.under(lambda)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
