package dev.ephemint.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.local.LocalGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of a process in Lambda: thousands of calls, freezing, ending, crowds. Needs the native binary. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SandboxIT {

    private static final String EVENT =
            "{\"version\":\"2.0\",\"rawPath\":\"/token\",\"headers\":{\"content-type\":\"application/json\"},"
                    + "\"requestContext\":{\"requestId\":\"r-1\",\"http\":{\"method\":\"POST\"},"
                    + "\"authorizer\":{\"jwt\":{\"claims\":{\"sub\":\"ada\"}}}},"
                    + "\"body\":\"{\\\"preset\\\":\\\"captions\\\"}\",\"isBase64Encoded\":false}";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FaultServer server = new FaultServer();
    private final LocalGateway gateway = new LocalGateway(List::of).listen(0);

    @AfterEach
    void stop() {
        gateway.close();
        server.close();
    }

    @Test
    void tenThousandInvocationsLeaveMemoryThreadsFilesAndConnectionsFlat() throws Exception {
        try (Sandbox sandbox = Sandbox.start(gateway, server)) {
            invoke(2000);
            long memory = sandbox.memory();
            int threads = sandbox.threads();
            int files = sandbox.files();

            invoke(8000);

            System.out.printf(
                    "after 2,000 and 10,000 invocations: memory %,d and %,d KiB, threads %d and %d, files %d and %d, connections %d%n",
                    memory, sandbox.memory(), threads, sandbox.threads(), files, sandbox.files(), server.connections());
            assertThat(sandbox.memory()).isLessThan(memory + 8 * 1024);
            assertThat(sandbox.threads()).isLessThanOrEqualTo(threads + 1);
            assertThat(sandbox.files()).isLessThanOrEqualTo(files + 1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aProcessThatWasFrozenForLongerThanTheKeepAliveReconnectsOnce() throws Exception {
        server.keepAlive(Duration.ofSeconds(1));
        try (Sandbox sandbox = Sandbox.start(gateway, server)) {
            invoke(3);
            int before = server.connections();

            sandbox.signal("STOP");
            assertThat(server.awaitOpen(0, PATIENCE))
                    .as("the upstream closes what is idle")
                    .isTrue();
            CompletableFuture<String> answer = gateway.invoke(EVENT);
            sandbox.signal("CONT");

            assertThat(status(answer.get())).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(before + 1);
        }
    }

    @Test
    void fiftyColdProcessesAtOnceAllAnswer() throws Exception {
        List<Sandbox> all = new ArrayList<>();
        try {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(gateway.invoke(EVENT));
            }
            // The first ones up would take the events of the others: nobody is answered before all have asked.
            CountDownLatch asked = new CountDownLatch(50);
            server.play(List.of(wire -> {
                asked.countDown();
                await(asked);
                wire.write(Answer.secret());
            }));
            for (int i = 0; i < 50; i++) {
                all.add(Sandbox.start(gateway, server));
            }
            for (CompletableFuture<String> answer : answers) {
                assertThat(status(answer.get())).isEqualTo(200);
            }
            assertThat(all).allMatch(Sandbox::isAlive);
        } finally {
            all.forEach(Sandbox::close);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 8, 20, 50})
    void aProcessThatIsToldToEndDoesSoAndNoAnswerIsCutShort(int millis) throws Exception {
        try (Sandbox sandbox = Sandbox.start(gateway, server)) {
            invoke(2);
            CompletableFuture<String> answer = gateway.invoke(EVENT);
            try {
                answer.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillAtIt) {
                // that is a moment too
            }
            sandbox.signal("TERM");

            assertThat(sandbox.ends(PATIENCE)).as("it ends").isTrue();
            assertAnswered(answer, server.requests() == 3);
        }
        try (Sandbox next = Sandbox.start(gateway, server)) {
            assertThat(status(gateway.invoke(EVENT).get())).isEqualTo(200);
            assertThat(next.isAlive()).isTrue();
        }
    }

    /** Around the moment in which the upstream answers: in it a secret exists that somebody waits for. */
    @ParameterizedTest
    @CsvSource({"before,1", "before,2", "before,3", "after,1", "after,2", "after,3", "after,4", "after,5"})
    void whatTheUpstreamHasAnsweredIsAnsweredThoughTheProcessIsToldToEnd(String when, int time) throws Exception {
        try (Sandbox sandbox = Sandbox.start(gateway, server)) {
            invoke(time);
            server.play(List.of(wire -> {
                if (when.equals("before")) {
                    sandbox.signal("TERM");
                    wire.write(Answer.secret());
                } else {
                    wire.write(Answer.secret());
                    sandbox.signal("TERM");
                }
            }));
            CompletableFuture<String> answer = gateway.invoke(EVENT);

            assertThat(sandbox.ends(PATIENCE)).as("it ends").isTrue();
            assertThat(server.requests()).isEqualTo(1);
            assertAnswered(answer, true);
        }
    }

    @Test
    void aCallThatWaitsForTheUpstreamIsAnsweredThoughTheProcessIsToldToEnd() throws Exception {
        try (Sandbox sandbox = Sandbox.start(gateway, server)) {
            invoke(1);
            server.play(List.of(wire -> {
                sandbox.signal("TERM");
                wire.hang();
            }));
            CompletableFuture<String> answer = gateway.invoke(EVENT);

            assertThat(sandbox.ends(PATIENCE)).as("it ends").isTrue();
            assertAnswered(answer, true);
        }
    }

    /** Whole, whatever it says; what was never {@code taken} may be for the next process. */
    private static void assertAnswered(CompletableFuture<String> answer, boolean taken) throws Exception {
        if (taken || answer.isDone()) {
            assertThat(status(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)))
                    .isIn(200, 502, 504);
        }
    }

    @Test
    void anEventThatIsNotEvenJsonIsReportedAndTheNextOneAnswered() throws Exception {
        try (Sandbox sandbox = Sandbox.start(gateway, server)) {
            for (String event : List.of("not JSON", "", "{", "[".repeat(5000), "{\"a\":1e99999999999999999999}")) {
                CompletableFuture<String> answer = gateway.invoke(event);
                try {
                    assertThat(status(answer.get())).isEqualTo(404);
                } catch (ExecutionException reportedAsAnError) {
                    assertThat(answer).isCompletedExceptionally();
                }
            }
            invoke(3);
            assertThat(sandbox.isAlive()).isTrue();
        }
    }

    @Test
    void withoutMemoryItEndsForLambdaToStartAnotherAndNeverHangs() throws Exception {
        String big = EVENT.replace("\"r-1\"", "\"r-1\",\"x\":[" + "[],".repeat(1_500_000) + "1]");
        try (Sandbox sandbox = Sandbox.start(gateway, server, "-Xmx24m")) {
            invoke(3);
            CompletableFuture<String> answer = gateway.invoke(big);
            for (int i = 0; i < 600 && sandbox.isAlive() && !answer.isDone(); i++) {
                sandbox.ends(Duration.ofMillis(100));
            }
            assertThat(answer.isDone() || !sandbox.isAlive()).isTrue();
            if (sandbox.isAlive()) {
                invoke(3);
            }
        }
    }

    private void invoke(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(status(gateway.invoke(EVENT).get())).isEqualTo(200);
        }
    }

    private static int status(String answer) throws IOException {
        return new ObjectMapper().readTree(answer).path("statusCode").asInt();
    }
}
