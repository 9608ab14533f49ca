package dev.ephemint.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.session.Kind;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Files announced by QUARKUS_CONFIG_LOCATIONS, beside a bundled catalogue with one preset. */
class RunTimeCatalogueTest {

    private static final String AGENT = """
            ephemint:
              presets:
                %s:
                  realtime: {model: gpt-realtime-2.1}
            """;

    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private Map<String, String> environment = Map.of();
    private String profile = "prod";

    @Test
    void anAnnouncedFileAddsItsPresets() throws IOException {
        Settings settings = start(file("more.yaml", AGENT.formatted("more")));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("bundled")).isPresent();
        assertThat(settings.catalogue().find("more").orElseThrow().kind()).isEqualTo(Kind.REALTIME);
    }

    @Test
    void severalFilesAndAFolderAddTheirs() throws IOException {
        file("layer/a.yaml", AGENT.formatted("a"));
        file("layer/b.yml", AGENT.formatted("b"));
        file("layer/README.txt", "not configuration");

        Settings settings = start(folder.resolve("layer") + "," + file("c.yaml", AGENT.formatted("c")));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("a")).isPresent();
        assertThat(settings.catalogue().find("b")).isPresent();
        assertThat(settings.catalogue().find("c")).isPresent();
    }

    @Test
    void aFileWithASpaceInItsNameIsReadWithItsLines() throws IOException {
        start(file("more presets.yaml", AGENT.formatted("more") + "      enabled: maybe\n")
                .replace(" ", "%20"));

        assertThat(faults.toString()).contains("more presets.yaml:5: ephemint.presets.more.enabled: \"maybe\"");
    }

    @Test
    void aMissingFileStopsTheStart() {
        start(folder.resolve("gone.yaml").toString());

        assertThat(only().origin()).endsWith("gone.yaml");
        assertThat(only().wrong()).isEqualTo("it is not there, or holds no .yaml, .yml or .properties file");
    }

    @Test
    void aFileOfAnotherTypeStopsTheStart() throws IOException {
        start(file("presets.json", "{}"));

        assertThat(only().wrong()).isEqualTo("it is not there, or holds no .yaml, .yml or .properties file");
    }

    @Test
    void anEmptyFileStopsTheStart() throws IOException {
        start(file("empty.yaml", "# nothing yet\n"));

        assertThat(only().wrong()).isEqualTo("it adds nothing in profile prod");
    }

    @Test
    void anEmptyFolderStopsTheStart() throws IOException {
        start(Files.createDirectory(folder.resolve("layer")).toString());

        assertThat(only().wrong()).isEqualTo("it is not there, or holds no .yaml, .yml or .properties file");
    }

    @Test
    void aFileWithoutTheRootKeyStopsTheStart() throws IOException {
        start(file("presets.yaml", "presets: {more: {realtime: {model: gpt-realtime-2.1}}}"));

        assertThat(only().wrong()).isEqualTo("it adds nothing in profile prod");
        assertThat(only().right()).contains("under ephemint:");
    }

    @Test
    void aFileForAnotherProfileOnlyStopsTheStart() throws IOException {
        String location =
                file("presets.yaml", "\"%staging\":\n" + AGENT.formatted("more").indent(2));

        start(location);
        assertThat(only().wrong()).isEqualTo("it adds nothing in profile prod");
    }

    @Test
    void aSectionForTheActiveProfileCounts() throws IOException {
        profile = "staging";
        Settings settings = start(
                file("presets.yaml", "\"%staging\":\n" + AGENT.formatted("more").indent(2)));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("more")).isPresent();
    }

    @Test
    void aPresetInTwoFilesIsAFaultThatNamesBoth() throws IOException {
        start(file("a.yaml", AGENT.formatted("same")) + "," + file("b.yaml", AGENT.formatted("same")));

        assertThat(only().key()).isEqualTo("ephemint.presets.same");
        assertThat(only().wrong()).startsWith("it is set in 2 files: ").contains("a.yaml", "b.yaml");
    }

    @Test
    void aBundledPresetCannotBeChangedByAnAnnouncedFile() throws IOException {
        start(file("a.yaml", "ephemint: {presets: {bundled: {enabled: false}}}"));

        assertThat(only().wrong()).startsWith("it is set in 2 files: ").contains("application.yaml", "a.yaml");
    }

    @Test
    void aFileForAProfileMayChangeTheFileItGoesWith() throws IOException {
        profile = "staging";
        file("more-staging.yaml", "ephemint: {presets: {more: {enabled: false}}}");
        Settings settings = start(file("more.yaml", AGENT.formatted("more")));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("more").orElseThrow().enabled()).isFalse();
    }

    @Test
    void anEnvironmentVariableMayChangeAnyPreset() throws IOException {
        environment = Map.of("EPHEMINT_PRESETS_MORE_ENABLED", "false");
        Settings settings = start(file("more.yaml", AGENT.formatted("more")));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("more").orElseThrow().enabled()).isFalse();
    }

    @Test
    void aKeyWrittenTwiceIsAFault() throws IOException {
        start(file("a.yaml", AGENT.formatted("more") + "      enabled: true\n      enabled: false\n"));

        assertThat(only().origin()).endsWith("a.yaml:6");
        assertThat(only().wrong()).isEqualTo("it is written twice, first on line 5");
    }

    @Test
    void whatConfigurationWouldDropIsAFault() throws IOException {
        start(file("a.yaml", AGENT.formatted("more") + "      access:\n      overrides: {}\n"));

        assertThat(faults.errors())
                .extracting(Fault::key)
                .containsExactly("ephemint.presets.more.access", "ephemint.presets.more.overrides");
        assertThat(faults.errors()).extracting(Fault::wrong).containsOnly("it is empty");
    }

    @Test
    void whatAFileLeavesEmptyTheEnvironmentMayFill() throws IOException {
        environment = Map.of("EPHEMINT_PRESETS_MORE_ACCESS_SCOPES", "mint");
        start(file("a.yaml", AGENT.formatted("more") + "      access:\n        scopes:\n"));

        assertThat(faults.all()).isEmpty();
    }

    @Test
    void otherRootsAreNoneOfOurBusiness() throws IOException {
        start(file("a.yaml", AGENT.formatted("more") + "other:\n  x: 1\n  x: 2\n  y:\n"));

        assertThat(faults.all()).isEmpty();
    }

    @Test
    void propertiesFilesAddPresetsToo() throws IOException {
        Settings settings = start(file("more.properties", "ephemint.presets.more.realtime.model=gpt-realtime-2.1\n"));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("more")).isPresent();
    }

    @Test
    void faultsOfAllFilesAreReportedInOneRun() throws IOException {
        start(file("a.yaml", AGENT.formatted("a") + "      enabld: true\n") + ","
                + file("b.yaml", AGENT.formatted("b") + "      reveal: all\n") + ","
                + folder.resolve("gone.yaml"));

        assertThat(faults.errors()).hasSize(3);
        assertThat(faults.toString()).contains("a.yaml:5: ", "b.yaml:5: ", "gone.yaml: ");
    }

    private Fault only() {
        assertThat(faults.all()).hasSize(1);
        return faults.all().get(0);
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private Settings start(String locations) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("SMALLRYE_CONFIG_LOCATIONS", locations);
        variables.put("QUARKUS_REST_CLIENT_OPENAI_URL", "https://api.openai.com");
        variables.put("OPENAI_API_KEY", "sk-test-0123456789");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .withProfile(profile)
                .withSources(new EnvConfigSource(variables, 300))
                .withSources(new YamlConfigSource(
                        "YamlConfigSource[source=jar:file:/app.jar!/application.yaml]",
                        AGENT.formatted("bundled"),
                        255))
                .build();
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
        return Settings.read(config, clock, faults);
    }
}
