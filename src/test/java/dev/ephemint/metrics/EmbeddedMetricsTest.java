package dev.ephemint.metrics;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.audit.Hostile;
import dev.ephemint.audit.Trail;
import dev.ephemint.audit.Trails;
import dev.ephemint.mint.Problem;
import dev.ephemint.openai.Calls;
import dev.ephemint.openai.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMetricsTest {

    private static final String HEAD =
            "{\"_aws\":{\"Timestamp\":1795165200250,\"CloudWatchMetrics\":[{\"Namespace\":\"Ephemint\","
                    + "\"Dimensions\":[[\"Preset\",\"Outcome\"],[\"Outcome\"],[]],\"Metrics\":["
                    + "{\"Name\":\"Mints\",\"Unit\":\"Count\"},{\"Name\":\"Refusals\",\"Unit\":\"Count\"},"
                    + "{\"Name\":\"ColdStarts\",\"Unit\":\"Count\"},{\"Name\":\"Latency\",\"Unit\":\"Milliseconds\"}";

    private static String line(Trail trail) {
        String line =
                new EmbeddedMetrics("Ephemint", System.out).line(trail, false).toString();
        EmfSchema.check(read(line));
        return line;
    }

    private static JsonNode read(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void aGrantCountsItsSecretAndItsUpstream() {
        Trail trail = Trails.known();
        Calls.lost(trail.call());
        Calls.answered(trail.call(), new Verdict(200, "req_1", "", "", ""));
        trail.minted(Trails.secret(), Duration.ofSeconds(60));
        trail.ends("granted", 200);
        assertThat(line(trail))
                .isEqualTo(HEAD
                        + ",{\"Name\":\"Retries\",\"Unit\":\"Count\"},{\"Name\":\"UpstreamLatency\",\"Unit\":\"Milliseconds\"},"
                        + "{\"Name\":\"SecretLifetime\",\"Unit\":\"Seconds\"}]}]},"
                        + "\"Preset\":\"agent\",\"Outcome\":\"granted\",\"Mints\":1,\"Refusals\":0,\"ColdStarts\":0,"
                        + "\"Latency\":26.250,\"Retries\":1,\"UpstreamLatency\":10.500,\"SecretLifetime\":60}");
    }

    @ParameterizedTest
    @MethodSource
    void everyRefusalCountsUnderItsCode(Problem problem) {
        Trail trail = Trails.known();
        trail.ends(problem.code(), problem.status());
        assertThat(line(trail))
                .isEqualTo(HEAD + "]}]},\"Preset\":\"agent\",\"Outcome\":\"" + problem.code()
                        + "\",\"Mints\":0,\"Refusals\":1,\"ColdStarts\":0,\"Latency\":5.250}");
    }

    static Stream<Problem> everyRefusalCountsUnderItsCode() {
        return Stream.of(Problem.values());
    }

    @Test
    void callersCannotMakeUpDimensions() {
        Random random = new Random(5);
        Set<String> presets = new TreeSet<>();
        for (int i = 0; i < 10_000; i++) {
            Trail trail = Trails.from(
                    Hostile.text(random),
                    "i",
                    Hostile.text(random),
                    Hostile.text(random),
                    "made-up-" + random.nextInt());
            trail.ends("unknown_preset", 404);
            presets.add(read(line(trail)).path("Preset").textValue());
        }
        assertThat(presets).containsExactly(EmbeddedMetrics.NO_PRESET);
    }

    @Test
    void onlyTheFirstRequestOfAnInstanceIsACold() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EmbeddedMetrics metrics = new EmbeddedMetrics("Ephemint", new PrintStream(out, true, StandardCharsets.UTF_8));
        Trail trail = Trails.known();
        trail.ends("disabled", 503);
        metrics.count(trail);
        metrics.count(trail);
        assertThat(out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> read(line).path("ColdStarts").intValue()))
                .containsExactly(1, 0);
    }
}
