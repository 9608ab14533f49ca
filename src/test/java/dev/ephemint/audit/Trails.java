package dev.ephemint.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ephemint.access.Caller;
import dev.ephemint.access.Identity;
import dev.ephemint.config.Faults;
import dev.ephemint.openai.ClientSecret;
import dev.ephemint.openai.ScriptedOpenAi;
import dev.ephemint.preset.Preset;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Requests that are over, for tests of what is written down of them. Each look at the clock finds it 5.25 ms later. */
public final class Trails {

    public static final Preset PRESET = preset();

    private Trails() {}

    public static Trail begun() {
        Iterator<Long> ticks =
                LongStream.iterate(0, nanos -> nanos + 5_250_000).boxed().iterator();
        return new Trail(Clock.fixed(Instant.parse("2026-11-20T09:00:00.250Z"), ZoneOffset.UTC), ticks::next);
    }

    public static Trail from(String requestId, String issuer, String subject, String origin, String preset) {
        Trail trail = begun();
        trail.from(
                requestId,
                new Caller(
                        Optional.of(new Identity(issuer, subject, Set.of(), Map.of("email", List.of("a@example.com")))),
                        Optional.of(origin),
                        "192.0.2.1"));
        trail.asks(preset, Optional.of(Duration.ofMinutes(5)));
        return trail;
    }

    public static Trail known() {
        Trail trail = from("JKJaXmPLvHcESHA=", "https://idp.example.com", "user-1", "https://www.example.com", "agent");
        trail.found(PRESET);
        return trail;
    }

    public static Caller anonymous() {
        return new Caller(Optional.empty(), Optional.empty(), "");
    }

    public static ClientSecret secret() {
        return new ClientSecret(
                "ek_CANARY_1234",
                Instant.parse("2026-11-20T09:01:00Z"),
                Duration.ofSeconds(60),
                ScriptedOpenAi.session(JsonNodeFactory.instance.objectNode()));
    }

    private static Preset preset() {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "ephemint.presets.agent.realtime.model", "gpt-realtime-2.1",
                                "ephemint.presets.agent.realtime.instructions", "CANARY instructions"),
                        "test",
                        100))
                .build();
        return Settings.read(config, Bundle.NONE, Clock.systemUTC(), new Faults())
                .catalogue()
                .find("agent")
                .orElseThrow();
    }
}
