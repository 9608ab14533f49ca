package dev.ephemint.openai;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.ephemint.key.KeySource;
import dev.ephemint.key.KeySources;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes {@link Upstreams}, so that the REST interface stays in this package. */
@Singleton
public final class UpstreamsProducer {

    private final RealtimeApi api;
    private final Vertx vertx;
    private final RestClients clients;
    private final KeySources keys;

    @Inject
    UpstreamsProducer(
            @RestClient RealtimeApi api, Vertx vertx, Config config, TlsConfigurationRegistry tls, KeySources keys) {
        this.api = api;
        this.vertx = vertx;
        this.clients = new RestClients(config, tls);
        this.keys = keys;
    }

    /** {@code upstreams}, each request answered within {@code deadline}. */
    public Upstreams of(Collection<Upstream> upstreams, Duration deadline) {
        // Seeded when it is needed: a generator kept from the start would jitter alike in every copy of a SnapStart
        // snapshot.
        Retry retry = new Retry(() -> new SplittableRandom(System.nanoTime()).nextDouble());
        Map<String, OpenAi> byName = new HashMap<>();
        Map<String, ModelQuestion> questions = new HashMap<>();
        upstreams.forEach(upstream -> {
            Supplier<RealtimeApi> client = client(upstream);
            KeySource source = keys.of(upstream.key());
            Attempt attempt = new RestAttempt(client, upstream, vertx);
            byName.put(upstream.name(), new OpenAi(attempt, upstream, source, deadline, retry, Ticker.SYSTEM));
            questions.put(upstream.name(), new ModelQuestion(attempt, upstream, source, deadline));
        });
        return new Upstreams(byName, questions);
    }

    private Supplier<RealtimeApi> client(Upstream upstream) {
        return upstream.name().equals(Upstream.DEFAULT) ? () -> api : new LazyApi(() -> clients.of(upstream));
    }
}
