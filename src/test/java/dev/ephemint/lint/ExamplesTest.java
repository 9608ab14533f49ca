package dev.ephemint.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example in the documentation that is a whole preset file passes the lint command, those of legacy kinds apart. */
class ExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    static Stream<String> examples() throws IOException {
        return Stream.of("docs/presets.md", "README.md")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(page -> EXAMPLE.matcher(read(page)).results())
                .map(example -> example.group(1))
                .filter(text -> text.startsWith("ephemint:"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itPasses(String example) throws IOException {
        Path file = Files.writeString(folder.resolve("example.yaml"), example);

        Linted linted = Linted.on(LocalDate.of(2026, 11, 20), List.of("prod"), file);

        assertThat(linted.faults()).allMatch(line -> line.contains("presets.old-"));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
