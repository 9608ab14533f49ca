package dev.ephemint.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The native binary refuses a bad run-time catalogue with the messages of the lint command, and settings that make its transport
 * unsafe, though it lists few at its start. What a good catalogue adds is minted by the tests over HTTP.
 */
class RunTimeCatalogueIT {

    private static final Path FAULTY = Path.of("src/test/resources/presets/faulty");
    private static final String EXPECT = "# expect: line ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "several-faults-in-several-presets",
                "yaml-key-twice",
                "yaml-null",
                "expression-unset",
                "authorization-literal",
                "override-pair-breaks-session"
            })
    void aFaultyFileStopsTheStartWithEveryFaultAndItsLine(String name) throws Exception {
        Path file = FAULTY.resolve(name + ".yaml").toAbsolutePath();
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT) && line.contains(": error: "))
                .map(line -> file + ":" + line.substring(EXPECT.length()).replace(": error: ", ": "))
                .toList();

        assertThat(refusal(file)).contains(expected).contains("Ephemint does not start: ");
    }

    @Test
    void aMissingFileStopsTheStart() throws Exception {
        assertThat(refusal(folder.resolve("gone.yaml")))
                .contains("gone.yaml: quarkus.config.locations: it is not there");
    }

    @Test
    void anEmptyFileStopsTheStart() throws Exception {
        assertThat(refusal(Files.createFile(folder.resolve("empty.yaml")))).contains("it adds nothing in profile prod");
    }

    @Test
    void aBundledPresetInAFileStopsTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("more.yaml"), "ephemint: {presets: {captions: {enabled: false}}}");

        assertThat(refusal(file)).contains("it is set in 2 files: " + file + ", presets.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_TLS_TRUST_ALL, true, any certificate would be taken",
        "QUARKUS_TLS_OPENAI_TRUST_ALL, true, any certificate would be taken",
        "QUARKUS_REST_CLIENT_OPENAI_VERIFY_HOST, false, the name in a certificate would not be checked",
        "QUARKUS_REST_CLIENT_SECRETS_EXTENSION_FOLLOW_REDIRECTS, true, the key would leave with a redirect"
    })
    void anUnsafeTransportStopsTheStart(String variable, String value, String wrong) throws Exception {
        assertThat(refusal(variable, value)).contains("Ephemint does not start: ", wrong);
    }

    private String refusal(Path file) throws IOException, InterruptedException {
        return refusal("QUARKUS_CONFIG_LOCATIONS", file.toString());
    }

    /** What the binary prints before it ends by itself, with a status that says so. */
    private String refusal(String variable, String value) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("native.image.path"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("OPENAI_API_KEY", "sk-CANARY-0123456789");
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "localhost:9"); // nobody listens
        builder.environment().put(variable, value);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
