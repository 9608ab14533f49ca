package dev.ephemint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.local.Recorded;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what goes out against a file in {@code src/test/resources/golden}. After a change that is meant, write the files anew
 * with {@code -Dgolden.write=true} and read the difference.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Golden() {}

    /** Compares the whole of {@code request}: method, path, every header, body. */
    static void assertRequest(String name, Recorded request) {
        String headers = request.headers().entrySet().stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + String.join(", ", header.getValue()))
                .sorted()
                .collect(joining("\n"));
        assertText(
                name + ".http",
                request.method() + " " + request.uri() + "\n" + headers + "\n\n" + pretty(request) + "\n");
    }

    private static String pretty(Recorded request) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(request.json());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertText(String file, String actual) {
        Path path = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(path, actual);
            }
            assertThat(actual).as(file).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
