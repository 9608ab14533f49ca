package dev.ephemint.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code -Dgolden.write=true} writes docs/presets.schema.json anew after a field has changed. */
class PresetSchemaTest {

    private static final Path PUBLISHED = Path.of("docs/presets.schema.json");
    private static final Path CORPUS = Path.of("src/test/resources/presets");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Path> good() throws IOException {
        try (Stream<Path> accepted = Files.list(CORPUS.resolve("accepted"))) {
            return Stream.concat(
                    accepted.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream(),
                    Stream.of(
                            Path.of("src/main/resources/presets.yaml"),
                            Path.of("src/test/resources/test-presets.yaml")));
        }
    }

    @Test
    void thePublishedSchemaIsTheOneThatTheCodeMakes() throws IOException {
        String made = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(PresetSchema.make()) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PUBLISHED, made);
        }

        assertThat(Files.readString(PUBLISHED)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("good")
    void anEditorFindsNothingWrongWithAGoodFile(Path file) throws IOException {
        assertThat(marks(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind-missing",
                "kind-twice",
                "kind-misspelt",
                "preset-name",
                "key-misspelt",
                "key-put-too-high",
                "model-missing",
                "speed-too-fast",
                "threshold-above-one",
                "effort-unknown",
                "eagerness-with-server-vad",
                "pcm-rate",
                "two-output-modalities",
                "tunnel-malformed",
                "header-name",
                "tool-name-malformed",
                "tool-type-missing",
                "translation-source-language",
                "legacy-client-secret",
                "yaml-null",
                "setting-misspelt",
                "lifetime-unit",
                "voice-object-with-more",
                "variable-without-length",
                "override-path-missing",
                "max-output-tokens-too-many"
            })
    void anEditorMarksWhatTheLintCommandRefuses(String name) throws IOException {
        assertThat(marks(CORPUS.resolve("faulty/" + name + ".yaml"))).isNotEmpty();
    }

    @Test
    void everyKeyIsDescribed() {
        assertThat(undescribed(PresetSchema.make().at("/definitions/ephemint"), ""))
                .isEmpty();
    }

    private static Set<String> marks(Path file) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(PresetSchema.make());
        Set<String> marks = new TreeSet<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file))) {
            schema.validate(MAPPER.valueToTree(document)).forEach(message -> marks.add(message.getMessage()));
        }
        return marks;
    }

    private static List<String> undescribed(JsonNode schema, String at) {
        return Stream.concat(
                        schema.path("properties").properties().stream()
                                .filter(entry -> !entry.getValue().has("description")
                                        && !entry.getValue().has("const"))
                                .map(entry -> at + "." + entry.getKey()),
                        schema.properties().stream()
                                .filter(entry -> entry.getValue().isContainerNode())
                                .flatMap(entry -> undescribed(entry.getValue(), at + "." + entry.getKey()).stream()))
                .toList();
    }
}
