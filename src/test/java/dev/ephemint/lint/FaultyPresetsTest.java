package dev.ephemint.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each file in {@code presets/faulty} says in its first lines what the lint command has to print about it, and nothing else.
 * {@code -Dgolden.write=true} writes what it prints today: read the difference before you commit it.
 */
class FaultyPresetsTest {

    private static final Path FAULTY = Path.of("src/test/resources/presets/faulty");
    private static final String EXPECT = "# expect: ";

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FAULTY)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFaultIsReportedWithItsPlaceAndWhatWouldBeRight(Path file) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            rewrite(file);
        }
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();

        Linted linted = Linted.files(file);

        assertThat(faults(linted, file)).isEqualTo(expected).isNotEmpty();
        assertThat(linted.clean()).isEqualTo(expected.stream().noneMatch(line -> line.contains("error: ")));
    }

    @Test
    void theCorpusIsLargeEnough() throws IOException {
        assertThat(files().count()).isGreaterThanOrEqualTo(60);
    }

    private static List<String> faults(Linted linted, Path file) {
        return linted.faults().stream()
                .map(line -> line.replace(file.getFileName() + ":", "line ").replaceFirst("^line  ", ""))
                .toList();
    }

    private static void rewrite(Path file) throws IOException {
        List<String> body = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith(EXPECT))
                .toList();
        Files.write(file, body);
        int count = Linted.files(file).faults().size();
        Files.write(
                file,
                Stream.concat(IntStream.range(0, count).mapToObj(i -> EXPECT), body.stream())
                        .toList());
        List<String> faults = faults(Linted.files(file), file);
        Files.write(
                file,
                Stream.concat(faults.stream().map(EXPECT::concat), body.stream())
                        .toList());
    }
}
