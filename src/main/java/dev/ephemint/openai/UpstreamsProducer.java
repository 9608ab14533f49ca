package dev.ephemint.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.ephemint.key.KeySources;
import io.quarkus.tls.TlsConfigurationRegistry;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import static java.util.stream.Collectors.toMap;

/** Makes {@link Upstreams}, so that the REST interface stays in this package. */
@Singleton
public final class UpstreamsProducer {

    private final RealtimeApi api;
    private final RestClients clients;
    private final KeySources keys;

    @Inject
    UpstreamsProducer(@RestClient RealtimeApi api, Config config, TlsConfigurationRegistry tls, KeySources keys) {
        this.api = api;
        this.clients = new RestClients(config, tls);
        this.keys = keys;
    }

    /** {@code upstreams}, each call ended by {@code deadline}. */
    public Upstreams of(Collection<Upstream> upstreams, Duration deadline) {
        Map<String, OpenAi> byName = upstreams.stream()
                .collect(toMap(
                        Upstream::name,
                        upstream -> new OpenAi(
                                new LazyApi(() -> api(upstream)),
                                upstream,
                                keys.of(upstream.key()),
                                deadline,
                                Clock.systemUTC())));
        return new Upstreams(byName);
    }

    private RealtimeApi api(Upstream upstream) {
        return upstream.name().equals(Upstream.DEFAULT) ? api : clients.of(upstream);
    }
}
