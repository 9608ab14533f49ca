package dev.ephemint.openai;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes {@link OpenAi}, so that the REST interface stays in this package. */
@Singleton
public final class OpenAiProducer {

    private final Attempt attempt;

    @Inject
    OpenAiProducer(@RestClient RealtimeApi api, Vertx vertx) {
        this.attempt = new RestAttempt(api, vertx);
    }

    /** OpenAI at {@code baseUrl}, asked with {@code key}, each request answered within {@code deadline}. */
    public OpenAi openAi(URI baseUrl, ApiKey key, Duration deadline) {
        Retry retry = new Retry(() -> ThreadLocalRandom.current().nextDouble());
        return new OpenAi(attempt, baseUrl, key, deadline, retry, Ticker.SYSTEM);
    }
}
