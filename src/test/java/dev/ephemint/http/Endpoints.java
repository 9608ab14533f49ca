package dev.ephemint.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import dev.ephemint.access.Pseudonyms;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.config.Faults;
import dev.ephemint.mint.Gate;
import dev.ephemint.mint.Mint;
import dev.ephemint.openai.OpenAi;
import dev.ephemint.quota.Quotas;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;

/** The endpoint over the presets of the tests, without Quarkus. */
final class Endpoints {

    private Endpoints() {}

    static TokenEndpoint over(OpenAi openAi, Runnable exit) {
        Pseudonyms pseudonyms = Pseudonyms.of(Optional.empty());
        Gate gate = new Gate(
                new BotCheck(Map.of()), Quotas.of(Optional.empty(), pseudonyms, false), Optional.of(pseudonyms));
        return new TokenEndpoint(new Mint(settings().catalogue(), gate, openAi, true, Duration.ofHours(2)), exit);
    }

    private static Settings settings() {
        try {
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new YamlConfigSource(
                            Path.of("src/test/resources/test-presets.yaml")
                                    .toUri()
                                    .toURL(),
                            110))
                    .withSources(new PropertiesConfigSource(
                            Map.of(
                                    "quarkus.rest-client.openai.url",
                                    "https://api.openai.com",
                                    "ephemint.openai.api_key",
                                    "sk-CANARY",
                                    "ephemint.bot_check.turnstile.secret",
                                    "test",
                                    "ephemint.bot_check.hcaptcha.secret",
                                    "test",
                                    "ephemint.bot_check.recaptcha.secret",
                                    "test"),
                            "test",
                            100))
                    .build();
            Faults faults = new Faults();
            Settings settings = Settings.read(
                    config, Bundle.NONE, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC), faults);
            if (!faults.none()) {
                throw new IllegalStateException(faults.toString());
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
