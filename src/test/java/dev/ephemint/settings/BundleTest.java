package dev.ephemint.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.Preset;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BundleTest {

    private static final String YAML = """
            ephemint:
              presets:
                agent:
                  expires_after: 90s
                  realtime: {model: gpt-realtime-2.1, tools: [{type: mcp, server_label: shop, server_url: "https://example.com"}]}
                captions:
                  transcription:
                    audio: {input: {transcription: {model: gpt-live-transcribe}, turn_detection: {type: none}}}
            """;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);

    private final Faults faults = new Faults();

    private static SmallRyeConfig config(Map<String, String> environment, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("quarkus.rest-client.openai.url", "https://api.openai.com");
        properties.put("ephemint.openai.api_key", "sk-CANARY-bundle");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "application.properties", 100))
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }

    private Settings read(String yaml, Map<String, String> environment, Map<String, String> more) {
        return Settings.read(config(environment, more), new Bundle(yaml, CLOCK), CLOCK, faults);
    }

    private static Duration lifetime(Settings settings, String preset) {
        return settings.catalogue().find(preset).map(Preset::lifetime).orElseThrow();
    }

    @Test
    void whatNothingTouchesIsNotCompiledAgain() {
        Bundle bundle = new Bundle(YAML, CLOCK);
        SmallRyeConfig config = config(Map.of("EPHEMINT_DEADLINE", "2s"), Map.of());

        Settings once = Settings.read(config, bundle, CLOCK, faults);
        Settings again = Settings.read(config, bundle, CLOCK, faults);

        assertThat(once.catalogue()).isSameAs(again.catalogue());
        assertThat(once.catalogue().size()).isEqualTo(2);
        assertThat(once.deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void anEnvironmentVariableReachesABundledPresetAndLeavesTheOthers() {
        Settings settings = read(
                YAML,
                Map.of("EPHEMINT_PRESETS_AGENT_ENABLED", "false", "EPHEMINT_PRESETS_CAPTIONS_EXPIRES_AFTER", "30s"),
                Map.of());

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().find("agent").orElseThrow().enabled()).isFalse();
        assertThat(lifetime(settings, "agent")).isEqualTo(Duration.ofSeconds(90));
        assertThat(lifetime(settings, "captions")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anotherFileAddsPresets() {
        Settings settings = read(
                YAML,
                Map.of(),
                Map.of(
                        "ephemint.presets.guide.translation.model", "gpt-realtime-translate",
                        "ephemint.presets.guide.translation.audio.output.language", "es"));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.catalogue().size()).isEqualTo(3);
    }

    @Test
    void aPresetOfTheBundleCannotBeSetByAnotherFileToo() {
        read(YAML, Map.of(), Map.of("ephemint.presets.agent.expires_after", "20s"));

        assertThat(faults.errors())
                .extracting(Fault::wrong)
                .containsExactly("it is set in 2 files: application.properties, presets.yaml");
    }

    @Test
    void aPresetWithAnExpressionIsResolvedWhereTheFunctionRuns() {
        String yaml = YAML.replace("90s", "${LIFETIME}");

        assertThat(lifetime(read(yaml, Map.of("LIFETIME", "40s"), Map.of()), "agent"))
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(lifetime(read(yaml, Map.of("LIFETIME", "50s"), Map.of()), "agent"))
                .isEqualTo(Duration.ofSeconds(50));
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void anExpressionInOnePresetLeavesTheOthersCompiled() {
        Bundle bundle = new Bundle(YAML.replace("90s", "${LIFETIME}"), CLOCK);

        Settings one = Settings.read(config(Map.of("LIFETIME", "40s"), Map.of()), bundle, CLOCK, faults);
        Settings other = Settings.read(config(Map.of("LIFETIME", "50s"), Map.of()), bundle, CLOCK, faults);

        assertThat(one.catalogue().find("captions").orElseThrow())
                .isSameAs(other.catalogue().find("captions").orElseThrow());
        assertThat(one.catalogue().find("agent")).isNotEqualTo(other.catalogue().find("agent"));
    }

    @Test
    void anExpressionWithoutAValueIsAFault() {
        read(YAML.replace("90s", "${LIFETIME}"), Map.of(), Map.of());

        assertThat(faults.errors()).extracting(Fault::key).containsExactly("ephemint.presets.agent.expires_after");
    }

    @Test
    void aProfileThatIsActiveWhereTheFunctionRunsCounts() {
        String yaml = YAML + """
            "%staging":
              ephemint: {presets: {agent: {expires_after: 15s}}}
            """;

        assertThat(lifetime(read(yaml, Map.of(), Map.of("smallrye.config.profile", "staging")), "agent"))
                .isEqualTo(Duration.ofSeconds(15));
        assertThat(lifetime(read(yaml, Map.of(), Map.of()), "agent")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void theFaultsOfTheBundleAreReportedAtEveryStart() {
        Bundle bundle = new Bundle(YAML.replace("model: gpt-realtime-2.1", "modle: gpt-realtime-2.1"), CLOCK);

        for (int start = 0; start < 2; start++) {
            Faults found = new Faults();
            Settings.read(config(Map.of(), Map.of()), bundle, CLOCK, found);

            assertThat(found.errors())
                    .extracting(Fault::toString)
                    .contains("presets.yaml:5: ephemint.presets.agent.realtime.modle: \"modle\" is not a key here;"
                            + " did you mean model?");
        }
    }

    @Test
    void aSettingInTheFileOfPresetsIsRefusedNotIgnored() {
        read(YAML.replace("  presets:", "  deadline: 2s\n  presets:"), Map.of(), Map.of());

        assertThat(faults.errors())
                .extracting(Fault::toString)
                .containsExactly(
                        "presets.yaml:2: ephemint.deadline: it is no preset; set it in application.properties");
    }

    @Test
    void itIsRefusedAsWellWhereAVariableTouchesAPreset() {
        read(
                YAML.replace("  presets:", "  deadline: 2s\n  presets:"),
                Map.of("EPHEMINT_PRESETS_AGENT_ENABLED", "false"),
                Map.of());

        assertThat(faults.errors()).extracting(Fault::wrong).containsExactly("it is no preset");
    }

    @Test
    void aModelThatIsSwitchedOffAfterTheBinaryWasMadeIsWarnedOf() {
        Bundle bundle = new Bundle(YAML.replace("gpt-realtime-2.1", "gpt-realtime"), CLOCK);
        Faults later = new Faults();

        Settings.read(config(Map.of(), Map.of()), bundle, CLOCK, faults);
        Settings.read(config(Map.of(), Map.of()), bundle, Clock.offset(CLOCK, Duration.ofDays(365)), later);

        assertThat(faults.warnings()).extracting(Fault::wrong).anyMatch(wrong -> wrong.contains("switches off"));
        assertThat(later.warnings()).extracting(Fault::wrong).anyMatch(wrong -> wrong.contains("switched off"));
        assertThat(later.errors()).isEmpty();
    }

    @Test
    void aKeyThatIsWrittenTwiceOrEmptyIsFoundInTheBundleToo() {
        read(YAML + "    captions: {transcription: }\n", Map.of(), Map.of());

        assertThat(faults.errors())
                .extracting(Fault::toString)
                .anyMatch(fault -> fault.startsWith("presets.yaml:9: ephemint.presets.captions: it is written twice"));
    }

    @Test
    void whatIsNoYamlIsAFaultNotAnAccident() {
        read("ephemint: [", Map.of(), Map.of());

        assertThat(faults.errors()).extracting(Fault::wrong).anyMatch(wrong -> wrong.startsWith("it is no YAML"));
    }
}
