package dev.ephemint.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the native binary does between an answer and its asking for the next event: nobody waits for its log, or for its garbage. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterludeIT {

    /** More than the young space takes in. */
    private static final int MANY = 400;

    @TempDir
    Path folder;

    @Test
    void aRequestIsWrittenDownBetweenItsAnswerAndTheNextEvent() throws Exception {
        Path out = folder.resolve("out");
        play(out, peer -> {
            ask(peer);
            assertThat(outcomes(out)).isEmpty();
            peer.answer("202 Accepted", "", "");
            peer.request();
            assertThat(outcomes(out)).hasSize(1);
        });
    }

    @Test
    void garbageIsCollectedBetweenRequestsOnly() throws Exception {
        Path out = folder.resolve("out");
        play(
                out,
                peer -> {
                    for (int i = 0; i < MANY; i++) {
                        ask(peer);
                        peer.answer("202 Accepted", "", "");
                    }
                    peer.request();
                },
                "-XX:+PrintGC");

        List<String> collections = Files.readAllLines(out).stream()
                .filter(line -> line.contains(" Pause "))
                .toList();
        assertThat(collections).isNotEmpty().allMatch(line -> line.contains("Incremental GC (Hint"));
    }

    private static void ask(ScriptedApi.Peer peer) throws IOException {
        peer.request();
        peer.answer("200 OK", "Lambda-Runtime-Aws-Request-Id: r-1\r\n", NativeFunction.event(0));
        assertThat(peer.request()).contains("unknown_preset");
    }

    private static List<String> outcomes(Path out) throws IOException {
        return Files.readAllLines(out).stream()
                .filter(line -> line.contains("\"outcome\":"))
                .toList();
    }

    private static void play(Path out, ScriptedApi.Script script, String... arguments) throws Exception {
        try (ScriptedApi lambda = new ScriptedApi(script)) {
            Process function = NativeFunction.under(lambda, arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                lambda.awaitEnd();
            } finally {
                function.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
    }
}
