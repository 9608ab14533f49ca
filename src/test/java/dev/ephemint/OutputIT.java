package dev.ephemint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.local.Fault;
import dev.ephemint.local.OutputStack;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the native function as AWS does, as a process of its own in the production profile, with every log category at DEBUG, and reads
 * what it prints: nothing secret, and nothing but one JSON object a line.
 */
class OutputIT {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.CANARYsignature";

    @TempDir
    Path folder;

    private final OutputStack stack = new OutputStack();
    private Process function;

    @AfterEach
    void stop() throws InterruptedException {
        if (function != null) {
            function.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        stack.close();
    }

    @Test
    void whatIsPrintedIsOneJsonObjectALineAndHoldsNoSecret() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        start(out, err);

        List<String> outcomes = new ArrayList<>();
        outcomes.add(ask("agent", ", \"variables\": {\"name\": \"CANARY-Ada\"}"));
        outcomes.add(ask("agent", ", \"variables\": {\"name\": \"CANARY\\u0007\"}"));
        outcomes.add(ask("azure-agent", ""));
        outcomes.add(ask("unknown-model", ""));
        outcomes.add(ask("no-such-preset", ""));
        outcomes.add(ask("agent", "\"CANARY"));
        for (Fault fault : List.of(
                Fault.status(401, "invalid_api_key"),
                Fault.status(400, "unknown_parameter"),
                Fault.status(429, "rate_limit_exceeded"),
                Fault.notJson(),
                Fault.body("{\"error\": {\"message\": \"CANARY sk-CANARY\", \"code\": \"sk-CANARY-1234567890\"}}"),
                Fault.reset())) {
            stack.openAi().failNext(fault);
            outcomes.add(ask("agent", ", \"variables\": {\"name\": \"CANARY-Ada\"}"));
        }
        // it has written all that there is to say of a request when it asks for the next one
        ask("agent", "");
        function.destroy();
        assertThat(function.waitFor(30, TimeUnit.SECONDS)).isTrue();

        List<String> lines = Files.readAllLines(out);
        String everything = Files.readString(out) + Files.readString(err);
        assertThat(everything).doesNotContainIgnoringCase("CANARY").doesNotContain("eyJ", "ek_");
        List<JsonNode> read = lines.stream().map(OutputIT::read).toList();
        assertThat(read.stream().filter(line -> line.path("event").asText().equals("token")))
                .extracting(line -> line.path("outcome").textValue())
                .startsWith(outcomes.toArray(String[]::new));
        assertThat(read.stream().filter(line -> line.has("_aws")))
                .extracting(line -> line.path("Outcome").textValue())
                .startsWith(outcomes.toArray(String[]::new));
        assertThat(read.stream().map(line -> line.path("message").asText("")))
                .anyMatch(message -> message.startsWith("upstream_key_refused: "))
                .anyMatch(message -> message.startsWith("upstream_preset_refused: "));
        assertThat(read.stream()
                        .filter(line -> line.path("level").asText().equals("ERROR"))
                        .filter(line -> !isTheEndOfThePollLoop(line)))
                .isEmpty();
    }

    /** Quarkus reports its own poll that SIGTERM cut off. */
    private static boolean isTheEndOfThePollLoop(JsonNode line) {
        return line.path("message").asText().endsWith("[Error Occurred After Shutdown]");
    }

    private static JsonNode read(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            assertThat(read.isObject()).as(line).isTrue();
            return read;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    private void start(Path out, Path err) throws IOException {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.put(
                "QUARKUS_CONFIG_LOCATIONS",
                Path.of("src/test/resources/output-presets.yaml").toUri().toString());
        environment.put("QUARKUS_LOG_LEVEL", "DEBUG");
        environment.put("CANARY_HEADER", "CANARY-header");
        environment.put("EPHEMINT_PREFLIGHT", "true");
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("native.image.path"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        function = builder.start();
        RestAssured.port = stack.gateway().port();
    }

    private String ask(String preset, String more) {
        assertThat(function.isAlive()).isTrue();
        var answer = given().contentType("application/json")
                .header("Authorization", "Bearer " + JWT)
                .header("Origin", "https://www.example.com")
                .body("{\"preset\": \"" + preset + "\"" + more + "}")
                .post("/token");
        String outcome = answer.statusCode() == 200 ? "granted" : answer.path("code");
        assertThat(outcome).as(answer.asString()).isNotNull();
        return outcome;
    }
}
