package dev.ephemint.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = FaultStack.class, restrictToAnnotatedClass = true)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FaultMatrixTest {

    /** Generous, for machines under load; docs/faults.md has the real figures. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Map<String, Integer> STATUS = Map.of(
            "ok", 200,
            "upstream_timeout", 504,
            "upstream_unreachable", 502,
            "upstream_invalid", 502,
            "upstream_rejected", 502,
            "upstream_busy", 503);

    private static final FaultReport REPORT = new FaultReport();

    FaultServer server;

    @AfterAll
    static void report(TestInfo test) {
        REPORT.write(test.getTestClass().orElseThrow() == FaultMatrixTest.class ? "JVM" : "native");
    }

    static List<Fault> faults() {
        return Boolean.getBoolean("faults.all") ? Fault.all() : Fault.some();
    }

    @AfterEach
    void mend() {
        server.comeBack();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whateverTheUpstreamDoesTheAnswerIsInTimeAndTheNextOneUnharmed(Fault fault) throws InterruptedException {
        server.play(fault.scripts());
        fault.before().accept(server);

        long start = System.nanoTime();
        Response answer = ask();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        int requests = server.requests();

        REPORT.add(fault, answer.statusCode(), code(answer), took, requests);
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(code(answer)).isEqualTo(fault.code());
            softly.assertThat(answer.statusCode()).isEqualTo(STATUS.get(fault.code()));
            softly.assertThat(requests).as("requests").isEqualTo(fault.requests());
            softly.assertThat(took).isLessThan(FaultStack.DEADLINE.plus(GRACE));
            softly.assertThat(answer.asString() + answer.headers()).doesNotContain("EVIL-UPSTREAM", "sk-CANARY");
            softly.assertThat(answer.asString().contains(Answer.SECRET))
                    .isEqualTo(fault.code().equals("ok"));
        });
        assertThat(server.awaitOpen(1, GRACE))
                .as("no connection is left hanging")
                .isTrue();

        server.comeBack();
        server.play(List.of(wire -> wire.write(Answer.secret())));
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    @EnabledIfSystemProperty(named = "faults.all", matches = "true", disabledReason = "takes ten deadlines")
    void tenHungCallsInARowDoNotUseUpThePool() {
        server.play(List.of(wire -> wire.hang()));
        for (int i = 0; i < 10; i++) {
            assertThat(code(ask())).isEqualTo("upstream_timeout");
        }
        assertThat(server.requests()).isEqualTo(10);
        server.play(List.of(wire -> wire.write(Answer.secret())));
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void aHealthyUpstreamIsAskedOverOneConnection() {
        server.dropConnections();
        server.play(List.of(wire -> wire.write(Answer.secret())));
        for (int i = 0; i < 20; i++) {
            assertThat(ask().statusCode()).isEqualTo(200);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void theLifetimeIsCountedByTheClockOfTheUpstream() {
        for (Duration wrong : List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(400))) {
            Instant theirs = Instant.now().plus(wrong);
            server.play(List.of(wire -> wire.write(
                    Answer.ok(Answer.json(theirs, Duration.ofSeconds(47))).header("Date", Answer.date(theirs)))));
            Response answer = ask();
            assertThat(answer.jsonPath().getInt("expires_in")).isEqualTo(47);
            assertThat(answer.jsonPath().getLong("expires_at"))
                    .isEqualTo(theirs.plusSeconds(47).getEpochSecond());
        }
    }

    @Test
    void aBusyUpstreamSetsTheTimeToComeBackWithinBounds() {
        Map.of("1", "1", "59", "59", "86400", "60", "0", "1", "-5", "5", "soon", "5", "999999999999", "5")
                .forEach((theirs, ours) -> {
                    server.play(List.of(wire -> wire.write(
                            Answer.error(503, "x").header("Retry-After", theirs).header("X-Should-Retry", "false"))));
                    assertThat(ask().header("Retry-After")).as(theirs).isEqualTo(ours);
                });
    }

    @Test
    void noHeaderOfTheUpstreamIsPassedOn() {
        server.play(List.of(wire -> wire.write(Answer.secret()
                .header("Set-Cookie", "EVIL-UPSTREAM=1")
                .header("X-Request-Id", "EVIL-UPSTREAM")
                .header("Access-Control-Allow-Origin", "EVIL-UPSTREAM"))));
        assertThat(ask().headers().toString()).doesNotContain("EVIL-UPSTREAM", "Set-Cookie");
    }

    private static Response ask() {
        return given().contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token");
    }

    private static String code(Response answer) {
        return answer.statusCode() == 200 ? "ok" : answer.jsonPath().getString("code");
    }
}
