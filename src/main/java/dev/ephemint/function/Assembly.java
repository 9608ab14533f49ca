package dev.ephemint.function;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.audit.AuditLog;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.http.GatewayEvent;
import dev.ephemint.http.TokenEndpoint;
import dev.ephemint.metrics.EmbeddedMetrics;
import dev.ephemint.mint.Gate;
import dev.ephemint.mint.Mint;
import dev.ephemint.openai.Preflight;
import dev.ephemint.openai.Upstreams;
import dev.ephemint.openai.UpstreamsProducer;
import dev.ephemint.quota.Quotas;
import dev.ephemint.runtime.Interlude;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.ProtectionSettings;
import dev.ephemint.settings.Settings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Reads the settings and puts the function together; a bad configuration stops the start here. */
@ApplicationScoped
class Assembly {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.startup");

    private static final byte[] REHEARSED = """
            {"version": "2.0", "rawPath": "/token", "headers": {"content-type": "application/json"},
             "requestContext": {"http": {"method": "POST", "sourceIp": "192.0.2.1"}, "requestId": "start"},
             "body": "{\\"preset\\": \\"-\\", \\"session\\": {\\"audio\\": {}}}"}
            """.getBytes(StandardCharsets.UTF_8);

    @Produces
    @Singleton
    Settings settings(Config config) {
        Faults faults = new Faults();
        Settings settings = Settings.read(config.unwrap(SmallRyeConfig.class), Bundle.OWN, Clock.systemUTC(), faults);
        if (!faults.none()) {
            throw new ConfigurationException(refusal(faults));
        }
        faults.warnings().stream().map(Fault::toString).forEach(LOG::warn);
        return settings;
    }

    @Produces
    @Singleton
    Upstreams upstreams(Settings settings, UpstreamsProducer producer) {
        return producer.of(settings.upstreams(), settings.deadline());
    }

    @Produces
    @Singleton
    TokenEndpoint endpoint(Settings settings, Upstreams upstreams, ObjectMapper json) {
        AuditLog audit = new AuditLog(System.out);
        audit.started(Instant.now(), settings.catalogue().size());
        if (settings.warmUp()) {
            upstreams.warmUp();
        }
        Mint mint = new Mint(
                settings.catalogue(),
                gate(settings.protection()),
                upstreams,
                settings.enabled(),
                settings.maxLifetime());
        rehearse(mint, json);
        return new TokenEndpoint(mint, journal(audit, settings, upstreams), Interlude.current());
    }

    /** Refuses a request that nobody made, so that the first real one finds code and memory in place. */
    private static void rehearse(Mint mint, ObjectMapper json) {
        try {
            GatewayEvent event = json.readerFor(GatewayEvent.class).readValue(REHEARSED);
            json.writer()
                    .writeValue(
                            OutputStream.nullOutputStream(),
                            new TokenEndpoint(mint, Journal.toNowhere(), Runnable::run).answer(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Journal journal(AuditLog audit, Settings settings, Upstreams upstreams) {
        return new Journal(
                audit,
                settings.metrics()
                        ? Optional.of(new EmbeddedMetrics(settings.metricsNamespace(), System.out))
                        : Optional.empty(),
                settings.preflight()
                        ? Optional.of(new Preflight(upstreams, settings.models(), Clock.systemUTC()))
                        : Optional.empty());
    }

    private static Gate gate(ProtectionSettings settings) {
        return new Gate(
                new BotCheck(settings.verifiers()),
                Quotas.of(settings.table(), settings.pseudonyms(), settings.quotaOpen()),
                Optional.of(settings.pseudonyms()).filter(pseudonyms -> settings.tellsUsersApart()));
    }

    /** Makes the endpoint at start, not with the first request. */
    void onStart(@Observes StartupEvent event, TokenEndpoint endpoint) {
        // the parameter is the point
    }

    private static String refusal(Faults faults) {
        int count = faults.errors().size();
        return "Ephemint does not start: the configuration has " + count + (count == 1 ? " fault" : " faults") + "\n"
                + faults;
    }
}
