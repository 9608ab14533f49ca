package dev.ephemint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import dev.ephemint.config.Faults;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;

/** The presets of the tests, without Quarkus. */
public final class TestPresets {

    private static final Path FILE = Path.of("src/test/resources/test-presets.yaml");
    private static final Map<String, String> REST = Map.of(
            "quarkus.rest-client.openai.url",
            "https://api.openai.com",
            "ephemint.openai.api_key",
            "sk-CANARY",
            "ephemint.bot_check.turnstile.secret",
            "test",
            "ephemint.bot_check.hcaptcha.secret",
            "test",
            "ephemint.bot_check.recaptcha.secret",
            "test");

    private TestPresets() {}

    /** All of them, compiled. */
    public static Catalogue catalogue() {
        try {
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new YamlConfigSource(FILE.toUri().toURL(), 110))
                    .withSources(new PropertiesConfigSource(REST, "test", 100))
                    .build();
            Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
            Faults faults = new Faults();
            Settings settings = Settings.read(config, Bundle.NONE, clock, faults);
            if (!faults.none()) {
                throw new IllegalStateException(faults.toString());
            }
            return settings.catalogue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
