package dev.ephemint.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.config.Fault;
import dev.ephemint.session.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The presets in {@code presets/accepted} send what the JSON file of the same name says, by preset. {@code -Dgolden.write=true}
 * writes what they send today: read the difference before you commit it.
 */
class AcceptedPresetsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Path> files() throws IOException {
        return Accepted.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void itStartsAndSendsWhatTheGoldenFileSays(Path file) throws IOException {
        Accepted accepted = Accepted.read(file);
        Path golden = Path.of(file.toString().replace(".yaml", ".json"));
        String sent = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(accepted.sessions()) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, sent);
        }

        assertThat(accepted.faults().errors()).isEmpty();
        assertThat(accepted.faults().warnings())
                .allMatch(fault ->
                        fault.key().contains("legacy_") || fault.wrong().contains("switches off"));
        assertThat(sent).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFieldOfEveryKindIsSentByAPresetHere(Kind kind) throws IOException {
        Set<String> sent = new TreeSet<>();
        for (Path file : files().toList()) {
            for (JsonNode session : Accepted.read(file).sessions(kind)) {
                FieldPaths.sent(kind.shape(), session, sent);
            }
        }
        Set<String> all = FieldPaths.all(kind.shape());
        all.remove("." + Kind.EXTRA);

        assertThat(sent).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aProfileHasItsSay() throws IOException {
        Path file = Path.of("src/test/resources/presets/accepted/profiles.yaml");

        assertThat(Accepted.read(file, "dev")
                        .sessions()
                        .at("/agent/instructions")
                        .asText())
                .isEqualTo("On a desk.");
    }

    @Test
    void onlyTheDatesOfLegacyModelsFailTheLintCommand() throws IOException {
        for (Path file : files().toList()) {
            assertThat(Accepted.read(file).faults().all())
                    .filteredOn(Fault::failsLint)
                    .allMatch(fault -> fault.key().endsWith("legacy_realtime.model"));
        }
    }
}
