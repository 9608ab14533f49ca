package dev.ephemint.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    private static final Map<String, String> BASE = Map.of(
            "quarkus.rest-client.openai.url",
            "https://api.openai.com",
            "ephemint.openai.api_key",
            "sk-CANARY-settings");

    private final Faults faults = new Faults();

    private Settings read(String yaml, Map<String, String> environment, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(BASE);
        properties.putAll(more);
        properties.values().remove("");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new YamlConfigSource("YamlConfigSource[source=presets.yaml]", yaml, 110))
                .withSources(new PropertiesConfigSource(properties, "application.properties", 100))
                .withSources(new EnvConfigSource(environment, 300))
                .build();
        return Settings.read(config, Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC), faults);
    }

    private static final String ONE_PRESET = """
            ephemint:
              presets:
                voice-agent:
                  realtime: {model: gpt-realtime-2.1}
            """;

    @Test
    void everyDefaultIsPinned() {
        Settings settings = read(ONE_PRESET, Map.of(), Map.of());

        assertThat(faults.all()).isEmpty();
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.maxLifetime()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.catalogue().find("voice-agent")).hasValueSatisfying(preset -> {
            assertThat(preset.enabled()).isTrue();
            assertThat(preset.lifetime()).isEqualTo(Duration.ofSeconds(60));
            assertThat(preset.access().anonymous()).isFalse();
            assertThat(preset.revealsSession()).isFalse();
        });
    }

    @Test
    void environmentVariablesReachEverySettingWhateverTheirUnderscoresMean() {
        Settings settings = read(
                ONE_PRESET,
                Map.of(
                        "EPHEMINT_MAX_EXPIRES_AFTER", "5m",
                        "EPHEMINT_DEADLINE", "2s",
                        "EPHEMINT_PRESETS_VOICE_AGENT_ENABLED", "false",
                        "EPHEMINT_PRESETS_VOICE_AGENT_EXPIRES_AFTER", "30s",
                        "EPHEMINT_PRESETS_VOICE_AGENT_REALTIME_AUDIO_OUTPUT_VOICE", "cedar",
                        "EPHEMINT_PRESETS_VOICE_AGENT_REALTIME_MODEL", "gpt-realtime-2"),
                Map.of());

        assertThat(faults.all()).isEmpty();
        assertThat(settings.maxLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.catalogue().find("voice-agent")).hasValueSatisfying(preset -> {
            assertThat(preset.enabled()).isFalse();
            assertThat(preset.lifetime()).isEqualTo(Duration.ofSeconds(30));
            assertThat(new String(preset.session().bytes()))
                    .isEqualTo(
                            "{\"type\":\"realtime\",\"model\":\"gpt-realtime-2\",\"audio\":{\"output\":{\"voice\":\"cedar\"}}}");
        });
    }

    @Test
    void anEnvironmentVariableThatNamesNothingIsPointedOut() {
        read(ONE_PRESET, Map.of("EPHEMINT_DEADLIEN", "2s"), Map.of());

        assertThat(faults.errors()).isEmpty();
        assertThat(faults.warnings())
                .extracting(Fault::toString)
                .containsExactly(
                        "environment variable: EPHEMINT_DEADLIEN: it names no setting; check the spelling, or remove it");
    }

    @Test
    void allFaultsAreListedAtOnceEachWithFileKeyAndRemedy() {
        read("""
                ephemint:
                  deadlien: 3s
                  presets:
                    Bad_Name:
                      realtime: {model: gpt-realtime-2.1}
                    none: {expires_after: 60s}
                    two:
                      realtime: {model: gpt-realtime-2.1}
                      translation: {model: gpt-realtime-translate}
                    typo:
                      expires_after: 3h
                      realtime:
                        modle: gpt-realtime-2.1
                        voice: marin
                        audio: {output: {speed: 2}}
                    free:
                      overrides:
                        - {path: instructions, pattern: ".*", max_length: 100}
                        - {path: audio.output.voice}
                      realtime: {model: gpt-realtime-2.1, instructions: "Hi {{name}}"}
                """, Map.of(), Map.of());

        assertThat(faults.errors().stream().map(Fault::toString))
                .contains(
                        "presets.yaml: ephemint.deadlien: \"deadlien\" is not a key here; did you mean deadline?",
                        "presets.yaml: ephemint.presets.none: it has no session; give exactly one of realtime, transcription, translation, legacy_realtime, legacy_transcription",
                        "presets.yaml: ephemint.presets.two: it has 2 sessions (realtime, translation); give exactly one of realtime, transcription, translation, legacy_realtime, legacy_transcription",
                        "presets.yaml: ephemint.presets.typo.expires_after: 3h is out of range; give a span of time from 10s to 2h",
                        "presets.yaml: ephemint.presets.typo.realtime.modle: \"modle\" is not a key here; did you mean model?",
                        "presets.yaml: ephemint.presets.typo.realtime.voice: \"voice\" is not a key here; did you mean audio.output.voice?",
                        "presets.yaml: ephemint.presets.typo.realtime.audio.output.speed: 2 is out of range; give a number from 0.25 to 1.5",
                        "presets.yaml: ephemint.presets.free.overrides[0].path: a caller must not write it freely; list what may be chosen with one_of",
                        "presets.yaml: ephemint.presets.free.realtime.instructions: {{name}} stands for a variable that is not declared; declare name under variables")
                .anySatisfy(line -> assertThat(line).contains("ephemint.presets.Bad_Name"))
                .anySatisfy(line -> assertThat(line).contains("ephemint.presets.free.overrides[1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.openai.com",
                "ftp://api.openai.com",
                "api.openai.com",
                "http://127.0.0.1.evil.test",
                "http://localhost.evil.test",
                "https://"
            })
    void aBaseUrlThatWouldSendTheKeyInTheClearIsRefused(String url) {
        read(ONE_PRESET, Map.of(), Map.of("quarkus.rest-client.openai.url", url));

        assertThat(faults.errors()).extracting(Fault::key).containsExactly("quarkus.rest-client.openai.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://eu.api.openai.com",
                "http://localhost:8080/_openai_",
                "http://127.0.0.1:9",
                "http://[::1]:9"
            })
    void aSafeBaseUrlIsTaken(String url) {
        assertThat(read(ONE_PRESET, Map.of(), Map.of("quarkus.rest-client.openai.url", url))
                        .upstreams())
                .extracting(upstream -> upstream.url().toString())
                .containsExactly(url);
        assertThat(faults.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sk-1\u0020x,odd characters", "'\"sk-CANARY\"',quotes", "{{resolve:x}},never resolved"})
    void aKeyThatIsNoneStopsTheStartAndIsNotQuoted(String key, String why) {
        Settings settings = read(ONE_PRESET, Map.of(), Map.of("ephemint.openai.api_key", key));

        assertThat(faults.toString()).contains("ephemint.openai.api_key", why).doesNotContain("CANARY", "sk-1");
        assertThat(settings.upstreams().get(0).key()).isEqualTo(new KeyOrigin.Given(ApiKey.NONE));
    }

    @Test
    void anExpressionWithoutAValueIsAFaultInsteadOfAnEmptyPrompt() {
        read("""
                ephemint:
                  presets:
                    a:
                      realtime: {model: gpt-realtime-2.1, instructions: "Pay ${nobody.knows} now"}
                """, Map.of(), Map.of());

        assertThat(faults.errors()).extracting(Fault::key).contains("ephemint.presets.a.realtime.instructions");
        assertThat(faults.toString()).contains("an expression ${…} in it has no value");
    }
}
