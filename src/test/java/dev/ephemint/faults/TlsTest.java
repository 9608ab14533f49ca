package dev.ephemint.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = TlsStack.class, restrictToAnnotatedClass = true)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TlsTest {

    private static final Instant NOW = Instant.now();
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    FaultServer server;
    Certificates trusted;

    @BeforeEach
    void healthy() {
        server.play(List.of(wire -> wire.write(Answer.secret())));
    }

    @Test
    void aTrustedCertificateIsTaken() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        assertThat(ask()).isEqualTo(200);
    }

    /** With TLS 1.3 a server speaks up between two answers, to say how a session is resumed. */
    @Test
    void oneConnectionServesManyRequests() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        for (int i = 0; i < 5; i++) {
            assertThat(ask()).isEqualTo(200);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    /** More than a record of TLS holds, and than is read at once. */
    @Test
    void anAnswerInManyRecordsIsReadWhole() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        Answer secret = Answer.lasting();
        Answer large = secret.body(new String(secret.body(), StandardCharsets.UTF_8) + " ".repeat(60_000));
        Answer single = Answer.lasting();
        server.play(List.of(wire -> wire.write(large), wire -> {
            for (byte one : single.bytes()) {
                wire.write(new byte[] {one});
            }
        }));
        assertThat(ask()).isEqualTo(200);
        assertThat(ask()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerMayEndWithTheConnection() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        Answer secret = Answer.lasting();
        server.play(List.of(wire -> {
            wire.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            wire.write(secret.body());
            wire.close();
        }));
        assertThat(ask()).isEqualTo(200);
        assertThat(ask()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatSaysTooMuchIsNotUsedAgainButItsAnswerIs() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        server.play(List.of(
                wire -> wire.write(Answer.secret().and(Answer.error(400, "x"))), wire -> wire.write(Answer.secret())));
        assertThat(ask()).isEqualTo(200);
        assertThat(ask()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatEndedMeanwhileIsReplacedBeforeAnythingIsSent() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        assertThat(ask()).isEqualTo(200);
        server.dropConnections();
        assertThat(ask()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTheServerTookLeaveOfIsReplacedBeforeAnythingIsSent() throws InterruptedException {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        server.keepAlive(Duration.ofMillis(50));
        assertThat(ask()).isEqualTo(200);
        assertThat(server.awaitOpen(0, Duration.ofSeconds(5))).isTrue();
        server.keepAlive(Duration.ZERO);
        assertThat(ask()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aReadTimeOutThatIsShorterThanTheDeadlineCounts() {
        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        server.play(List.of(wire -> wire.hang()));
        long start = System.nanoTime();
        assertThat(ask()).isEqualTo(504);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FaultStack.DEADLINE);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        refuses(trusted.server("localhost", NOW.minus(Duration.ofDays(9)), YESTERDAY));
    }

    @Test
    void aCertificateOfTheFutureIsRefused() {
        refuses(trusted.server("localhost", TOMORROW, NOW.plus(Duration.ofDays(9))));
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        refuses(trusted.server("api.openai.example", YESTERDAY, TOMORROW));
    }

    @Test
    void aSelfSignedCertificateIsRefused() {
        refuses(Certificates.selfSigned("localhost", YESTERDAY, TOMORROW));
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        refuses(new Certificates("CN=Trusted").server("localhost", YESTERDAY, TOMORROW));
    }

    @Test
    void plainHttpBehindAnHttpsUrlIsNotSpoken() {
        server.speak(null);
        assertThat(ask()).isIn(502, 504);
        assertThat(server.requests()).isZero();
    }

    /** Not one byte of a request, the key among them, leaves; and nothing is tried twice. */
    private void refuses(SSLContext context) {
        server.speak(context);
        assertThat(ask()).isEqualTo(502);
        assertThat(server.requests()).isZero();
        assertThat(server.connections()).isEqualTo(1);

        server.speak(trusted.server("localhost", YESTERDAY, TOMORROW));
        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void nothingOlderThanTls12IsOffered() throws InterruptedException {
        server.goAway();
        List<Integer> offered = new ArrayList<>();
        Thread listener = new Thread(() -> offered.addAll(versionsOf(server.port())));
        listener.start();
        assertThat(ask()).isEqualTo(502);
        listener.join();
        server.comeBack();

        assertThat(offered).isNotEmpty().allMatch(version -> version == 0x0303 || version == 0x0304);
    }

    /** The versions in the ClientHello of the next connection (RFC 8446, section 4.1.2). */
    private static List<Integer> versionsOf(int port) {
        try (ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                Socket socket = listener.accept()) {
            byte[] header = socket.getInputStream().readNBytes(5);
            ByteBuffer hello =
                    ByteBuffer.wrap(socket.getInputStream().readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff));
            hello.position(4);
            List<Integer> versions = new ArrayList<>(List.of((int) hello.getShort()));
            hello.position(hello.position() + 32);
            hello.position(hello.get() + hello.position()); // session id
            hello.position(hello.getShort() + hello.position()); // cipher suites
            hello.position(hello.get() + hello.position()); // compression
            hello.getShort();
            while (hello.remaining() > 4) {
                int type = hello.getShort();
                int end = hello.getShort() + hello.position();
                if (type == 43) {
                    hello.get();
                    while (hello.position() < end) {
                        versions.add((int) hello.getShort());
                    }
                }
                hello.position(end);
            }
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ask() {
        return given().contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token")
                .statusCode();
    }
}
