package dev.ephemint.runtime;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Call after call: which connection they go over, and how a wait ends. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptWireTest {

    private final RuntimeApi api = new RuntimeApi(new Interlude(() -> {}));

    @Test
    void waitsForAnEventUntilThereIsOne() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch event = new CountDownLatch(1);
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            asked.countDown();
            event.await();
            peer.answer("200 OK", "", "event");
        })) {
            CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> get(server, "/next"));
            asked.await();
            assertThat(next).isNotDone();

            event.countDown();

            assertThat(next.get()).isEqualTo("event");
        }
    }

    @Test
    void oneConnectionServesCallAfterCall() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            for (int i = 0; i < 100; i++) {
                assertThat(peer.request()).startsWith("GET /next ");
                peer.answer("200 OK", "", "event " + i);
                assertThat(peer.request())
                        .startsWith("POST /" + i + "/response ")
                        .endsWith("\r\n\r\nanswer " + i);
                peer.answer("202 Accepted", "", "");
            }
        })) {
            for (int i = 0; i < 100; i++) {
                assertThat(get(server, "/next")).isEqualTo("event " + i);
                assertThat(post(server, "/" + i + "/response", "answer " + i)).isEqualTo(202);
            }
            server.awaitEnd();
        }
    }

    @Test
    void aConnectionThatIsToBeClosedIsNotUsedAgain() throws Exception {
        try (ScriptedApi server = new ScriptedApi(
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "Connection: close\r\n", "first");
                    assertThatThrownBy(peer::request).hasMessageContaining("the end of the connection after: ");
                },
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "second");
                })) {
            assertThat(get(server, "/next")).isEqualTo("first");
            assertThat(get(server, "/next")).isEqualTo("second");
            server.awaitEnd();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aKeptConnectionThatClosesUnansweredIsReplaced(boolean afterTheRequest, boolean byReset) throws Exception {
        try (ScriptedApi server = new ScriptedApi(
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "event");
                    if (afterTheRequest) {
                        peer.request();
                    }
                    if (byReset) {
                        peer.reset();
                    }
                },
                peer -> {
                    assertThat(peer.request()).startsWith("POST /r/response ").endsWith("\r\n\r\nanswer");
                    peer.answer("202 Accepted", "", "");
                    peer.request();
                    peer.answer("200 OK", "", "next event");
                })) {
            assertThat(get(server, "/next")).isEqualTo("event");
            assertThat(post(server, "/r/response", "answer")).isEqualTo(202);
            assertThat(get(server, "/next")).isEqualTo("next event");
            server.awaitEnd();
        }
    }

    @Test
    void aNewConnectionThatEndsWithoutAResponseIsNotTriedAgain() throws Exception {
        try (ScriptedApi server = new ScriptedApi(ScriptedApi.Peer::request, peer -> {
            throw new AssertionError("a second connection");
        })) {
            assertThatThrownBy(() -> server.call(api, "/next").getResponseCode())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("the connection ended before a response");
        }
    }

    @Test
    void aResponseThatBeganIsNotAskedForAgain() throws Exception {
        try (ScriptedApi server = new ScriptedApi(
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "event");
                    peer.request();
                    peer.say("HTTP/1.1 202 Acc");
                },
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "next event");
                })) {
            assertThat(get(server, "/next")).isEqualTo("event");
            assertThatThrownBy(() -> post(server, "/r/response", "answer")).hasMessage("the response ended too early");
            assertThat(get(server, "/next")).as("over a new connection").isEqualTo("next event");
            server.awaitEnd();
        }
    }

    @Test
    void aResponseThatSaysTooMuchTakesTheConnectionWithIt() throws Exception {
        try (ScriptedApi server = new ScriptedApi(
                peer -> {
                    peer.request();
                    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nevent and more");
                },
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "event");
                })) {
            assertThatThrownBy(() -> server.call(api, "/next").getResponseCode())
                    .hasMessage("the Lambda Runtime API sent 9 bytes more than it declared");
            assertThat(get(server, "/next")).isEqualTo("event");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void disconnectingFromAnotherThreadEndsTheWait(boolean kept) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedApi server = new ScriptedApi(peer -> {
            if (kept) {
                peer.request();
                peer.answer("200 OK", "", "event");
            }
            peer.request();
            asked.countDown();
            assertThatThrownBy(peer::request).hasMessageContaining("the end of the connection after: ");
        })) {
            if (kept) {
                get(server, "/next");
            }
            RuntimeCall call = server.call(api, "/next");
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> status(call));
            asked.await();

            call.disconnect();

            assertThatThrownBy(status::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(SocketException.class);
            server.awaitEnd();
        }
    }

    @Test
    void aCallThatWasDisconnectedBeforeItsWaitDoesNotBeginIt() throws Exception {
        try (ScriptedApi server = new ScriptedApi()) {
            RuntimeCall call = server.call(api, "/next");
            call.disconnect();

            assertThatThrownBy(call::getResponseCode).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aCallThatIsOverLeavesTheConnectionToTheNext() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.answer("200 OK", "", "event");
            peer.request();
            peer.answer("202 Accepted", "", "");
        })) {
            RuntimeCall call = server.call(api, "/next");
            call.getResponseCode();
            call.disconnect();

            assertThat(post(server, "/r/response", "answer")).isEqualTo(202);
            assertThat(call.getInputStream()).hasContent("event");
            server.awaitEnd();
        }
    }

    @Test
    void anotherAuthorityGetsAConnectionOfItsOwn() throws Exception {
        try (ScriptedApi one = new ScriptedApi(peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "of one");
                });
                ScriptedApi other = new ScriptedApi(peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "of the other");
                })) {
            assertThat(get(one, "/next")).isEqualTo("of one");
            assertThat(get(other, "/next")).isEqualTo("of the other");
        }
    }

    private String get(ScriptedApi server, String path) {
        try {
            return new String(server.call(api, path).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int post(ScriptedApi server, String path, String body) throws IOException {
        RuntimeCall call = server.call(api, path);
        call.setDoOutput(true);
        call.setRequestMethod("POST");
        call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return call.getResponseCode();
    }

    private static int status(RuntimeCall call) {
        try {
            return call.getResponseCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
