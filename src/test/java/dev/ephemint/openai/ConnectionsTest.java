package dev.ephemint.openai;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.ephemint.wire.Head;
import dev.ephemint.wire.Request;
import dev.ephemint.wire.ScriptedServer;
import dev.ephemint.wire.ScriptedServer.Peer;
import dev.ephemint.wire.Unanswered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ProxyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Request after request over plain HTTP; TlsTest has the same over TLS. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {

    private static final Deadline AMPLE = Deadline.in(Duration.ofSeconds(30), System::nanoTime);
    private static final Deadline PAST = Deadline.in(Duration.ZERO, System::nanoTime);

    private static final int MOST = 1000;

    private final HttpClientOptions options = new HttpClientOptions().setKeepAliveTimeout(0);

    @Test
    void oneConnectionServesRequestAfterRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            for (int i = 0; i < 100; i++) {
                assertThat(peer.request())
                        .startsWith("POST /" + i + " HTTP/1.1\r\n")
                        .endsWith("\r\n\r\nrequest " + i);
                peer.answer("200 OK", "", "answer " + i);
            }
        })) {
            Connections connections = connections(server);
            for (int i = 0; i < 100; i++) {
                assertThat(ask(connections, "/" + i, "request " + i)).isEqualTo("answer " + i);
            }
            server.awaitEnd();
        }
    }

    @Test
    void aConnectionThatSaysTooMuchIsNotUsedAgainButItsAnswerIs() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                peer -> {
                    peer.request();
                    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirstHTTP/1.1 200 OK\r\n\r\nforged");
                    assertEnd(peer);
                },
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "second");
                })) {
            Connections connections = connections(server);
            assertThat(ask(connections, "/", "")).isEqualTo("first");
            assertThat(ask(connections, "/", "")).isEqualTo("second");
            server.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"speaks", "closes", "resets"})
    void aConnectionOnWhichAnythingHappenedMeanwhileIsReplaced(String what) throws Exception {
        CountDownLatch kept = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "first");
                    kept.await();
                    switch (what) {
                        case "speaks" -> peer.answer("200 OK", "", "forged");
                        case "closes" -> peer.close();
                        default -> peer.reset();
                    }
                    done.countDown();
                    if (what.equals("speaks")) {
                        assertEnd(peer);
                    }
                },
                peer -> {
                    peer.request();
                    peer.answer("200 OK", "", "second");
                })) {
            Connections connections = connections(server);
            assertThat(ask(connections, "/", "")).isEqualTo("first");
            kept.countDown();
            done.await();
            assertThat(ask(connections, "/", "")).isEqualTo("second");
            server.awaitEnd();
        }
    }

    @Test
    void aConnectionThatWasIdleForLongerThanTheSettingIsNotReady() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ConnectionsTest::assertEnd)) {
            try (Connection connection = connections(server).take(AMPLE)) {
                assertThat(connection.isReady(Duration.ZERO)).isTrue();
                assertThat(connection.isReady(Duration.ofMinutes(1))).isTrue();
                assertThat(connection.isReady(Duration.ofNanos(1))).isFalse();
            }
            server.awaitEnd();
        }
    }

    @Test
    void whoeverIsLateGetsNoConnectionAndClosesThoseThatAreOpen() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ConnectionsTest::assertEnd)) {
            Connections connections = connections(server);
            connections.keep(connections.take(AMPLE));

            assertThatThrownBy(() -> connections.take(PAST)).isInstanceOf(SocketTimeoutException.class);
            server.awaitEnd();
        }
    }

    @Test
    void noMoreConnectionsAreKeptThanTheSettingSays() throws Exception {
        options.setMaxPoolSize(1);
        try (ScriptedServer server = new ScriptedServer(
                peer -> {
                    assertThat(peer.request()).isNotEmpty();
                    peer.answer("200 OK", "", "kept");
                },
                ConnectionsTest::assertEnd)) {
            Connections connections = connections(server);
            Connection one = connections.take(AMPLE);
            Connection other = connections.take(AMPLE);
            connections.keep(one);
            connections.keep(other);

            assertThat(ask(connections, "/", "")).isEqualTo("kept");
            server.awaitEnd();
        }
    }

    @Test
    void noneIsKeptWhereTheSettingSaysSo() throws Exception {
        options.setKeepAlive(false);
        try (ScriptedServer server = new ScriptedServer(ConnectionsTest::assertEnd)) {
            Connections connections = connections(server);
            connections.keep(connections.take(AMPLE));
            server.awaitEnd();
        }
    }

    @Test
    void anAnswerIsWaitedForUntilTheDeadline() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.request();
            peer.say("HTTP/1.1 200 OK\r\n");
            assertEnd(peer);
        })) {
            try (Connection connection = connections(server).take(AMPLE)) {
                connection.send(new Request("GET", "/").bytes(), Deadline.in(Duration.ofMillis(50), System::nanoTime));
                assertThatThrownBy(() -> connection.answers().head()).isInstanceOf(SocketTimeoutException.class);
            }
            server.awaitEnd();
        }
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.request();
            assertEnd(peer);
        })) {
            try (Connection connection = connections(server).take(AMPLE)) {
                connection.send(new Request("GET", "/").bytes(), AMPLE);
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> connection.answers().head()).isInstanceOf(SocketTimeoutException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
            server.awaitEnd();
        }
    }

    @Test
    void aRequestThatIsLargerThanTheSocketTakesAtOnceGoesOutWhole() throws Exception {
        String large = "x".repeat(1 << 25);
        String[] sent = new String[1];
        try (ScriptedServer server = new ScriptedServer(peer -> {
            sent[0] = peer.request();
            peer.answer("200 OK", "", "");
        })) {
            ask(connections(server), "/", large);
            assertThat(sent[0].endsWith("\r\n\r\n" + large)).isTrue();
        }
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerIsWorthAnother() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Peer::request)) {
            assertThatThrownBy(() -> ask(connections(server), "/", ""))
                    .isInstanceOf(Unanswered.class)
                    .matches(Failures::isDropped);
        }
    }

    @Test
    void anAnswerOfAByteTooManyIsTooLong() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.request();
            peer.answer("200 OK", "", "x".repeat(MOST + 1));
        })) {
            assertThatThrownBy(() -> ask(connections(server), "/", ""))
                    .satisfies(failure -> assertThat(Failures.of(failure, true))
                            .hasMessage(Failures.overlong().getMessage()));
        }
    }

    @Test
    void aServerThatRefusesOrDoesNotExistIsTold() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        assertThatThrownBy(() -> connections("127.0.0.1:" + port).take(AMPLE)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> connections("null.invalid").take(AMPLE)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theRestClientItselfServesWhatIsNotKnownHere() {
        assertThat(Connections.serve(new HttpClientOptions())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void theConnectorServesNothingThatItDoesNotKnow(HttpClientOptions unknown) {
        assertThat(Connections.serve(unknown)).isFalse();
    }

    static Stream<HttpClientOptions> unknown() {
        return Stream.of(
                new HttpClientOptions().setProxyOptions(new ProxyOptions()),
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2),
                new HttpClientOptions().setUseAlpn(true),
                new HttpClientOptions().setDecompressionSupported(true),
                new HttpClientOptions().setTrustAll(true),
                new HttpClientOptions().addCrlPath("x"),
                new HttpClientOptions().addCrlValue(Buffer.buffer()));
    }

    private Connections connections(ScriptedServer server) {
        return connections(server.authority());
    }

    private Connections connections(String authority) {
        return Connections.to(URI.create("http://" + authority), options, null);
    }

    private static String ask(Connections connections, String path, String body) throws IOException {
        Connection connection = connections.take(AMPLE);
        byte[] request = new Request("POST", path).bytes(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        connection.send(request, AMPLE);
        Head head = connection.answers().head();
        byte[] answer = connection.answers().body(head, MOST);
        connections.keep(connection);
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static void assertEnd(Peer peer) {
        assertThatThrownBy(peer::request).isInstanceOf(IOException.class);
    }
}
