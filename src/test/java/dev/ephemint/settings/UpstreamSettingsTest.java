package dev.ephemint.settings;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.ephemint.config.Faults;
import dev.ephemint.key.KeyOrigin;
import dev.ephemint.openai.Provider;
import dev.ephemint.openai.Upstream;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamSettingsTest {

    private final Map<String, String> config = new HashMap<>();
    private final Faults faults = new Faults();

    @BeforeEach
    void preset() {
        config.put("quarkus.rest-client.openai.url", "https://api.openai.com");
        config.put("ephemint.presets.agent.realtime.model", "gpt-realtime-2.1");
    }

    private Settings read() {
        return Settings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(config, "test", 100))
                        .build(),
                Clock.systemUTC(),
                faults);
    }

    private void azure() {
        config.put("quarkus.rest-client.azure-eu.url", "https://res.openai.azure.com/");
        config.put("ephemint.upstreams.azure-eu.provider", "azure");
        config.put("ephemint.upstreams.azure-eu.api_key_secret", "azure-key");
        config.put("ephemint.presets.agent.upstream", "azure-eu");
    }

    @Test
    void theEnvironmentsKeyIsForTheDefaultUpstream() {
        config.put("OPENAI_API_KEY", "sk-CANARY-1");
        Settings settings = read();
        assertThat(faults.errors()).isEmpty();
        Upstream upstream = settings.upstreams().get(0);
        assertThat(upstream.name()).isEqualTo("openai");
        assertThat(upstream.provider()).isEqualTo(Provider.OPENAI);
        assertThat(((KeyOrigin.Given) upstream.key()).key().value()).isEqualTo("sk-CANARY-1");
        assertThat(settings + " " + upstream).doesNotContain("CANARY");
    }

    @Test
    void aSecretInAwsIsPreferredToTheEnvironmentsKey() {
        config.put("OPENAI_API_KEY", "sk-CANARY-1");
        config.put(
                "ephemint.openai.api_key_secret", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:openai-AbCdEf");
        config.put("ephemint.openai.api_key_secret_field", "key");
        assertThat(read().upstreams().get(0).key())
                .hasToString("secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:openai-AbCdEf, field key");
        assertThat(faults.errors()).isEmpty();
    }

    @Test
    void nobodyNeedsAKeyForAnUpstreamThatNoPresetUses() {
        azure();
        assertThat(read().upstreams()).extracting(Upstream::name).containsExactly("azure-eu");
        assertThat(faults.errors()).isEmpty();
    }

    @Test
    void metricsAreOnAndPreflightIsOffByDefault() {
        config.put("OPENAI_API_KEY", "sk-CANARY-1");
        assertThat(read().metrics()).isTrue();
        assertThat(read().preflight()).isFalse();
    }

    @Test
    void preflightAsksForTheModelsOfOpenAiAndNotOfAzure() {
        azure();
        config.put("ephemint.openai.api_key", "sk-CANARY-1");
        config.put("ephemint.presets.captions.transcription.audio.input.transcription.model", "gpt-live-transcribe");
        assertThat(read().models()).containsOnlyKeys("openai");
        assertThat(read().models().get("openai")).containsExactly("gpt-live-transcribe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ephemint.openai.api_key | '' | ephemint.openai.api_key: it is empty",
                "ephemint.openai.api_key | ' sk-x' | ephemint.openai.api_key: the API key has spaces",
                "ephemint.openai.api_key | '\"sk-x\"' | ephemint.openai.api_key: the API key has quotes",
                "ephemint.openai.api_key | {{resolve:secretsmanager:x}} | is a reference that was never resolved",
                "ephemint.openai.api_key_parameter | 'a b' | ephemint.openai.api_key_parameter: it does not fit",
                "ephemint.openai.organization | 'org\nX: y' | ephemint.openai.organization: it does not fit",
                "ephemint.openai.project | 'a b' | ephemint.openai.project: it does not fit",
                "ephemint.openai.api_key_secret_field | key | there is no secret it could be a field of",
                "ephemint.openai.provider | azure | \"provider\" is not a key here",
                "ephemint.upstreams.openai.api_key | sk-x | configure it as ephemint.openai",
                "ephemint.upstreams.Azure.api_key | sk-x | use a name of lower-case letters, digits and dashes, at most 32",
                "ephemint.upstreams.eu.organization | o | ephemint.upstreams.eu.api_key: there is no API key",
                "ephemint.upstreams.eu.api_key | sk-x | quarkus.rest-client.eu.url: it is not the base URL of a safe server",
                "ephemint.upstreams.eu.provider | aws | ephemint.upstreams.eu.provider:",
                "ephemint.presets.agent.upstream | nowhere | ephemint.presets.agent.upstream: there is no such upstream",
                "ephemint.presets.agent.webrtc_filter | true | ephemint.presets.agent.webrtc_filter: only Azure has this filter",
                "quarkus.rest-client.openai.url | http://api.openai.com | is not the base URL of a safe server",
                "quarkus.rest-client.openai.url | https://api.openai.com/v1/ | it has the version in it"
            })
    void aBadSettingIsNamedWithWhatIsWrong(String name, String value, String fault) {
        if (!name.startsWith("ephemint.openai.api_key")) {
            config.put("OPENAI_API_KEY", "sk-CANARY-1");
        }
        config.put(name, value);
        read();
        assertThat(faults.toString()).contains(fault).doesNotContain("CANARY");
    }

    @Test
    void atAzureAModelIsTheNameOfADeploymentAndNotForUsToKnow() {
        azure();
        config.put("ephemint.presets.agent.realtime.model", "my-deployment");
        read();
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void theNamespaceOfTheMetricsCanBeChosen() {
        config.put("OPENAI_API_KEY", "sk-CANARY-1");
        assertThat(read().metricsNamespace()).isEqualTo("Ephemint");
        config.put("ephemint.metrics.namespace", "Shop/Ephemint");
        assertThat(read().metricsNamespace()).isEqualTo("Shop/Ephemint");
        config.put("ephemint.metrics.namespace", "two words");
        read();
        assertThat(faults.toString()).contains("ephemint.metrics.namespace");
    }

    @Test
    void twoKeysAreOneTooMany() {
        config.put("ephemint.openai.api_key", "sk-CANARY-1");
        config.put("ephemint.openai.api_key_secret", "openai");
        read();
        assertThat(faults.toString())
                .isEqualTo(
                        "test: ephemint.openai.api_key_secret: there are several API keys; keep one of api_key, api_key_secret");
    }

    @Test
    void legacySessionsAreRefusedAtAzure() {
        azure();
        config.put("ephemint.presets.old.upstream", "azure-eu");
        config.put("ephemint.presets.old.legacy_realtime.model", "gpt-4o-realtime-preview");
        read();
        assertThat(faults.toString())
                .contains(
                        "ephemint.presets.old.legacy_realtime: the upstream azure-eu is Azure, which has no legacy sessions;"
                                + " use realtime or transcription, or another upstream");
    }
}
