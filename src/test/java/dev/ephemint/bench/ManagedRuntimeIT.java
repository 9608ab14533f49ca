package dev.ephemint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The package for the JVM, in a process that does what Lambda's Java runtime does, with the hooks of SnapStart and without. */
@EnabledIf("dev.ephemint.bench.JvmPackage#exists")
class ManagedRuntimeIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static JvmPackage unpacked;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> askedBefore = new CopyOnWriteArrayList<>();
    private final BlockingServer openAi = new BlockingServer((head, body) -> {
        asked.add(head);
        return NativeBench.answer(head);
    });
    private final Invoker invoker = new Invoker(() -> askedBefore.add("snapshot after " + asked.size()));
    private Process function;

    @BeforeAll
    static void unpack() throws IOException {
        unpacked = JvmPackage.unpack(folder);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (function != null) {
            function.destroyForcibly().waitFor();
        }
        openAi.close();
        invoker.close();
    }

    @Test
    void nothingGoesUpstreamBeforeTheSnapshot() throws IOException, InterruptedException {
        start(true);
        invoker.awaitReady();

        assertThat(askedBefore).containsExactly("snapshot after 0");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecretIsGrantedAndWrittenDownOnce(boolean snapStart) throws IOException, InterruptedException {
        Path out = start(snapStart);
        invoker.awaitReady();

        JsonNode answer = JSON.readTree(
                invoker.invoke(NativeBench.EVENT.formatted("support-agent")).body());
        invoker.awaitReady();
        function.destroy();
        assertThat(function.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(asked).singleElement().asString().contains("Bearer " + NativeBench.KEY);
        String printed = Files.readString(out);
        List<JsonNode> lines = printed.lines().map(ManagedRuntimeIT::read).toList();
        assertThat(lines.stream().filter(line -> line.path("event").asText().equals("token")))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.path("aws_request_id").asText()).isEqualTo(Invoker.REQUEST_ID));
        assertThat(lines.stream().filter(line -> line.has("_aws")))
                .singleElement()
                .satisfies(line -> assertThat(line.path("ColdStarts").asInt()).isEqualTo(1));
        assertThat(printed).doesNotContain("rehears", "WARN", "ek_");
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    private Path start(boolean snapStart) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        ProcessBuilder builder = new ProcessBuilder(unpacked.command(snapStart))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        invoker.address(),
                        "OPENAI_API_KEY",
                        NativeBench.KEY,
                        "QUARKUS_REST_CLIENT_OPENAI_URL",
                        "http://127.0.0.1:" + openAi.port()));
        function = builder.start();
        return out;
    }
}
