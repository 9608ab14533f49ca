package dev.ephemint.openai;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import org.eclipse.microprofile.config.Config;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * Makes the REST clients of upstreams beside the default one. Quarkus reads settings only for interfaces it knows at build time;
 * this reads the same ones, {@code quarkus.rest-client.<name>.*}, and falls back to those of the default upstream.
 */
final class RestClients {

    private static final String PREFIX = "quarkus.rest-client.";

    private final Config config;
    private final TlsConfigurationRegistry tls;

    RestClients(Config config, TlsConfigurationRegistry tls) {
        this.config = config;
        this.tls = tls;
    }

    RealtimeApi of(Upstream upstream) {
        String name = upstream.name();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(upstream.root())
                .followRedirects(false)
                .disableDefaultMapper(true);
        setting(name, "connect-timeout", Long.class)
                .ifPresent(millis -> builder.connectTimeout(millis, TimeUnit.MILLISECONDS));
        setting(name, "read-timeout", Long.class)
                .ifPresent(millis -> builder.readTimeout(millis, TimeUnit.MILLISECONDS));
        setting(name, "connection-pool-size", Integer.class)
                .ifPresent(size -> builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, size));
        setting(name, "connection-ttl", Integer.class)
                .ifPresent(millis -> builder.property(QuarkusRestClientProperties.CONNECTION_TTL, millis / 1000));
        TlsConfiguration.from(tls, setting(name, "tls-configuration-name", String.class))
                .ifPresent(builder::tlsConfiguration);
        return builder.build(RealtimeApi.class);
    }

    private <T> Optional<T> setting(String name, String key, Class<T> type) {
        return config.getOptionalValue(PREFIX + name + "." + key, type)
                .or(() -> config.getOptionalValue(PREFIX + Upstream.DEFAULT + "." + key, type));
    }
}
