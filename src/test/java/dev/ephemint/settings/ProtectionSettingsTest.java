package dev.ephemint.settings;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.ephemint.botcheck.Provider;
import dev.ephemint.botcheck.Verifier;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.Protection;
import dev.ephemint.quota.Limit;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProtectionSettingsTest {

    private static final Map<String, String> LAMBDA = Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "ASIATEST",
            "AWS_SECRET_ACCESS_KEY", "CANARY-secret",
            "AWS_SESSION_TOKEN", "CANARY-token");

    private final Faults faults = new Faults();

    /** Reads one preset, {@code p}, with {@code keys} beside its session. */
    private Settings read(String keys, Map<String, String> environment) {
        Map<String, String> properties = Map.of(
                "quarkus.rest-client.openai.url", "https://api.openai.com", "ephemint.openai.api_key", "sk-test");
        String yaml = "ephemint: {presets: {p: {realtime: {model: gpt-realtime-2.1}" + keys + "}}}";
        return Settings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new YamlConfigSource("YamlConfigSource[source=presets.yaml]", yaml, 110))
                        .withSources(new PropertiesConfigSource(properties, "application.properties", 100))
                        .withSources(new EnvConfigSource(environment, 300))
                        .build(),
                Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC),
                faults);
    }

    private static Map<String, String> lambdaWith(String... more) {
        Map<String, String> environment = new HashMap<>(LAMBDA);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static final String QUOTA = ", quota: {limit: 20, per: 1h}";

    private static final String ANONYMOUS = ", access: {anonymous: true, origins: [\"https://a.test\"]}";

    @Test
    void everyDefaultIsPinned() {
        Settings settings = read("", Map.of());

        assertThat(faults.all()).isEmpty();
        assertThat(settings.protection().table()).isEmpty();
        assertThat(settings.protection().quotaOpen()).isFalse();
        assertThat(settings.protection().verifiers()).isEmpty();
        assertThat(settings.protection().tellsUsersApart()).isTrue();
        assertThat(settings.catalogue().find("p").orElseThrow().protection())
                .isEqualTo(new Protection(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aPresetHasTheQuotasThatItNames() {
        Settings settings = read(QUOTA + ", quota_total: {limit: 500, per: 1d}", LAMBDA);

        assertThat(settings.catalogue().find("p").orElseThrow().protection())
                .isEqualTo(new Protection(
                        Optional.of(new Limit(20, Duration.ofHours(1))),
                        Optional.of(new Limit(500, Duration.ofDays(1))),
                        Optional.empty()));
    }

    @Test
    void withoutATableThereIsOneWarningThatNamesThePresets() {
        read(QUOTA, Map.of());

        assertThat(faults.errors()).isEmpty();
        assertThat(faults.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("ephemint.quota.table", "of p are multiplied by the number of instances"));
    }

    @Test
    void theTableIsReachedAsLambdaSays() {
        Settings settings =
                read(QUOTA, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas", "EPHEMINT_QUOTA_ON_FAILURE", "open"));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.protection().quotaOpen()).isTrue();
        assertThat(settings.protection().table()).hasValueSatisfying(table -> {
            assertThat(table.endpoint()).isEqualTo(URI.create("https://dynamodb.eu-west-1.amazonaws.com"));
            assertThat(table.name()).isEqualTo("quotas");
            assertThat(table.region()).isEqualTo("eu-west-1");
            assertThat(table.sessionToken()).contains("CANARY-token");
            assertThat(table.toString()).doesNotContain("CANARY");
        });
    }

    @Test
    void chinaHasAnotherDomain() {
        assertThat(read(QUOTA, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas", "AWS_REGION", "cn-north-1"))
                        .protection()
                        .table()
                        .orElseThrow()
                        .endpoint())
                .isEqualTo(URI.create("https://dynamodb.cn-north-1.amazonaws.com.cn"));
    }

    @Test
    void aTableThatNoPresetNeedsIsNotLookedAt() {
        Settings settings = read("", Map.of("EPHEMINT_QUOTA_TABLE", "quotas"));

        assertThat(faults.all()).isEmpty();
        assertThat(settings.protection().table()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void aTableWithoutCredentialsStopsTheStart(String missing) {
        read(QUOTA, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas", missing, " "));

        assertThat(faults.errors()).extracting(Fault::key).containsExactly("ephemint.quota.table");
        assertThat(faults.toString()).doesNotContain("CANARY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://dynamodb.test",
                "https://",
                "dynamodb.test",
                "http://localhost.evil.test",
                "https://a.test/?x"
            })
    void anEndpointThatIsNotSafeStopsTheStart(String url) {
        read(QUOTA, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas", "AWS_ENDPOINT_URL_DYNAMODB", url));

        assertThat(faults.errors()).extracting(Fault::key).containsExactly("AWS_ENDPOINT_URL_DYNAMODB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000",
                "http://127.0.0.1:8000/",
                "https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com"
            })
    void aSafeEndpointIsTaken(String url) {
        assertThat(read(QUOTA, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas", "AWS_ENDPOINT_URL_DYNAMODB", url))
                        .protection()
                        .table())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", quota: {limit: 0, per: 1h} | quota.limit",
                ", quota: {limit: 1.5, per: 1h} | quota.limit",
                ", quota: {limit: 20} | quota",
                ", quota: {per: 1h} | quota",
                ", quota: {limit: 20, per: 5s} | quota.per",
                ", quota: {limit: 20, per: 32d} | quota.per",
                ", quota: {limit: 20, per: hourly} | quota.per",
                ", quota: 20 | quota",
                ", quota_total: {limit: x, per: 1h} | quota_total.limit",
                ", bot_check: captcha | bot_check",
                ", bot_check: turnstile | bot_check",
                ", bot_check: {provider: hcaptcha, hostnames: [a.test], action: mint} | bot_check.action",
                ", bot_check: {provider: turnstile, hostnames: [a.test], min_score: 0.5} | bot_check.min_score",
                ", bot_check: {provider: recaptcha, hostnames: [a.test], min_score: 1.5} | bot_check.min_score",
                ", bot_check: {action: mint} | bot_check",
                ", access: {anonymous: true, origins: [\"https://a.test\"]} | access.anonymous",
                ", access: {anonymous: true, origins: [\"https://a.test\"]}, quota_total: {limit: 5, per: 1h} | access.anonymous",
                ", access: {anonymous: true}, quota: {limit: 5, per: 1h} | access",
                ", access: {anonymous: true, scopes: [a], origins: [\"https://a.test\"]}, quota: {limit: 5, per: 1h} | access.anonymous",
                ", access: {anonymous: true, claims: {a: [b]}, origins: [\"https://a.test\"]}, quota: {limit: 5, per: 1h} | access.anonymous",
                ", access: {origins: [\"*\"]} | access.origins[0]",
                ", access: {origins: [\"https://*.a.test\"]} | access.origins[0]",
                ", access: {origins: [\"null\"]} | access.origins[0]",
                ", access: {origins: [\"https://a.test/\"]} | access.origins[0]"
            })
    void whatWouldNotProtectStopsTheStart(String keys, String key) {
        read(keys, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas"));

        assertThat(faults.errors()).extracting(Fault::key).contains("ephemint.presets.p." + key);
    }

    @Test
    void anAnonymousPresetNeedsSitesAndAQuotaAndBetterHasACeiling() {
        read(ANONYMOUS + QUOTA, lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas"));
        assertThat(faults.errors()).isEmpty();
        assertThat(faults.warnings()).extracting(Fault::key).containsExactly("ephemint.presets.p.access.anonymous");
    }

    @Test
    void withACeilingThereIsNothingToSay() {
        read(ANONYMOUS + QUOTA + ", quota_total: {limit: 500, per: 1d}", lambdaWith("EPHEMINT_QUOTA_TABLE", "quotas"));

        assertThat(faults.all()).isEmpty();
    }

    @Test
    void aBotCheckWithoutItsSecretStopsTheStart() {
        read(ANONYMOUS + QUOTA + ", bot_check: turnstile", Map.of());

        assertThat(faults.errors()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .contains("ephemint.bot_check.turnstile.secret", "EPHEMINT_BOT_CHECK_TURNSTILE_SECRET"));
    }

    @Test
    void eachProviderIsAskedAtItsOwnAddress() {
        for (Provider provider : Provider.values()) {
            Settings settings = read(
                    ANONYMOUS + QUOTA + ", bot_check: " + provider.key(),
                    Map.of("EPHEMINT_BOT_CHECK_" + provider + "_SECRET", "CANARY-site"));

            assertThat(faults.errors()).isEmpty();
            assertThat(settings.protection().verifiers())
                    .containsOnly(Map.entry(provider, new Verifier(provider.baseUrl(), "CANARY-site")));
            assertThat(settings.protection().toString()).doesNotContain("CANARY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "fifteen-letters"})
    void aPepperThatCanBeGuessedStopsTheStartAndIsNotQuoted(String pepper) {
        read("", Map.of("EPHEMINT_SAFETY_IDENTIFIER_PEPPER", pepper));

        assertThat(faults.errors()).extracting(Fault::key).containsExactly("ephemint.safety_identifier.pepper");
        assertThat(faults.toString()).doesNotContain(pepper);
    }

    @Test
    void theSafetyIdentifierCanBeSwitchedOff() {
        assertThat(read("", Map.of("EPHEMINT_SAFETY_IDENTIFIER_ENABLED", "false"))
                        .protection()
                        .tellsUsersApart())
                .isFalse();
    }
}
