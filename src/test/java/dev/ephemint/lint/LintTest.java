package dev.ephemint.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LintTest {

    private static final Path BUNDLED = Path.of("src/main/resources");
    private static final String AGENT = "ephemint:\n  presets:\n    %s:\n      realtime: {model: gpt-realtime-2.1%s}\n";

    @TempDir
    Path folder;

    @Test
    void theBundledPresetsAreClean() {
        Linted linted = Linted.files(Lint.files(BUNDLED, List.of()).toArray(Path[]::new));

        assertThat(linted.faults()).isEmpty();
        assertThat(linted.clean()).isTrue();
    }

    @Test
    void aFurtherFileIsCheckedBesideTheBundledOne() throws IOException {
        Path more = file("more.yaml", AGENT.formatted("support-agent", ""));

        Linted linted = Linted.files(Lint.files(BUNDLED, List.of(more)).toArray(Path[]::new));

        assertThat(linted.faults()).singleElement().asString().contains("support-agent: it is set in 2 files");
    }

    @Test
    void theBundledFileMayBeNamedAsWell() {
        Path named = BUNDLED.resolve("../resources/presets.yaml");

        assertThat(Linted.files(Lint.files(BUNDLED, List.of(named)).toArray(Path[]::new))
                        .faults())
                .isEmpty();
    }

    @Test
    void theBundledFileHoldsPresetsOnlyAsAtStart() throws IOException {
        Files.createDirectories(folder.resolve("src/main/resources"));
        String settings = AGENT.formatted("a", "") + "  deadline: 5s\n";

        assertThat(Linted.files(file("src/main/resources/presets.yaml", settings))
                        .faults())
                .singleElement()
                .asString()
                .endsWith("ephemint.deadline: it is no preset; set it in application.properties");
        assertThat(Linted.files(file("presets.yaml", settings)).faults()).isEmpty();
    }

    @Test
    void aFileWithATagOfItsOwnFailsWhateverElseIsWrong() throws IOException {
        Path faulty = file("a.yaml", AGENT.formatted("a", ", a: 1"));
        Path tagged = file("b.yaml", AGENT.formatted("b", "").replace("gpt", "!mine gpt"));

        assertThat(Linted.files(faulty, tagged).faults())
                .anyMatch(line -> line.contains("a.yaml:4: error: "))
                .anyMatch(line -> line.contains("b.yaml:1: error: ephemint: it cannot be read as configuration"));
    }

    @Test
    void aMissingFileFails() {
        Linted linted = Linted.files(folder.resolve("gone.yaml"));

        assertThat(linted.clean()).isFalse();
        assertThat(linted.faults())
                .containsExactly("gone.yaml: error: ephemint: it is not there, or is no .yaml, .yml or"
                        + " .properties file; give a file with presets");
    }

    @Test
    void warningsAloneDoNotFail() throws IOException {
        Linted linted = Linted.files(file("a.yaml", AGENT.formatted("a", "").replace("2.1", "9")));

        assertThat(linted.faults()).singleElement().asString().startsWith("a.yaml:4: warning: ");
        assertThat(linted.clean()).isTrue();
        assertThat(linted.summary()).isEqualTo("1 preset in 1 file: 0 errors, 1 warning");
    }

    @Test
    void noApiKeyIsNeeded() throws IOException {
        assertThat(Linted.files(file("a.yaml", AGENT.formatted("a", ""))).clean())
                .isTrue();
    }

    @Test
    void aCredentialThatComesFromTheEnvironmentMayBeUnset() throws IOException {
        String tools = ", tools: [{type: mcp, server_label: s, server_url: \"https://example.com\","
                + " authorization: \"${NOT_SET_ANYWHERE}\"}]";

        Linted linted = Linted.files(file("a.yaml", AGENT.formatted("a", tools)));

        assertThat(linted.faults()).singleElement().asString().contains("warning: ", "set the environment variable");
        assertThat(linted.clean()).isTrue();
    }

    @Test
    void whatCountsInTheProfileIsChecked() throws IOException {
        Path file =
                file("a.yaml", AGENT.formatted("a", "") + "\"%dev\":\n  ephemint: {presets: {a: {enabled: maybe}}}\n");
        file("a-stage.yaml", "ephemint: {presets: {a: {enabld: true}}}");

        assertThat(Linted.on(Linted.TODAY, List.of("prod"), file).faults()).isEmpty();
        assertThat(Linted.on(Linted.TODAY, List.of("dev"), file).faults())
                .singleElement()
                .asString()
                .contains("maybe");
        assertThat(Linted.on(Linted.TODAY, List.of("stage"), file).faults())
                .singleElement()
                .asString()
                .startsWith("a-stage.yaml:1: error: ");
    }

    @Test
    void aRetirementIsWarnedOfNinetyDaysBeforeAndFailsOnItsDay() throws IOException {
        Path file = file("a.yaml", AGENT.formatted("a", "").replace("-2.1", "-mini"));

        assertThat(on(file, LocalDate.of(2026, 10, 21)).faults()).isEmpty();
        assertThat(on(file, LocalDate.of(2026, 10, 22)).faults())
                .singleElement()
                .asString()
                .contains("warning: ", "2027-01-20", "gpt-realtime-2.1-mini");
        assertThat(on(file, LocalDate.of(2027, 1, 19)).clean()).isTrue();
        assertThat(on(file, LocalDate.of(2027, 1, 20)).clean()).isFalse();
    }

    @Test
    void noValueIsEverPrintedThatLooksLikeACredential() throws IOException {
        String secret = "sk-proj-0123456789abcdef";
        Linted linted = Linted.files(file(
                "a.yaml",
                AGENT.formatted(
                        "a",
                        ", instructions: " + secret + ", audio: {output: {voice: " + secret + ", speed: " + secret
                                + "}}, tool_choice: " + secret + ", extra: '{\"a\": " + secret + "}', " + secret
                                + ": 1")));

        assertThat(linted.clean()).isFalse();
        assertThat(linted.faults().toString() + linted.summary())
                .contains("speed")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void aHundredPresetsAreCheckedInOneRun() throws IOException {
        StringBuilder presets = new StringBuilder("ephemint:\n  presets:\n");
        for (int i = 0; i < 100; i++) {
            presets.append("    p%d:\n      realtime: {model: gpt-realtime-2.1, speed: 1}\n".formatted(i));
        }

        Linted linted = Linted.files(file("a.yaml", presets.toString()));

        assertThat(linted.faults()).hasSize(100);
        assertThat(linted.summary()).isEqualTo("100 presets in 1 file: 100 errors, 0 warnings");
    }

    private static Linted on(Path file, LocalDate day) {
        return Linted.on(day, List.of("prod"), file);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
