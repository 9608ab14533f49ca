package dev.ephemint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Inputs that fuzzing starts from: typical ones, odd ones, and every one that has ever failed. */
public final class Corpus {

    private static final Path FOLDER = Path.of("src", "test", "resources", "corpus");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One input; prints the name of its file. */
    public record Seed(String name, byte[] bytes) {

        /** It as JSON; empty where it is none. */
        public Optional<JsonNode> tree() {
            try {
                return Optional.ofNullable(JSON.readTree(bytes)).filter(tree -> !tree.isMissingNode());
            } catch (IOException notJson) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Corpus() {}

    /** All inputs for {@code kind}, which is a folder, in the order of their names. */
    public static List<Seed> of(String kind) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            return files.sorted().map(Corpus::seed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seed seed(Path file) {
        try {
            return new Seed(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
