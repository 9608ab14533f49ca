package dev.ephemint.openai;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes {@link OpenAi}, so that the REST interface stays in this package. */
@Singleton
public final class OpenAiProducer {

    private final RealtimeApi api;

    @Inject
    OpenAiProducer(@RestClient RealtimeApi api) {
        this.api = api;
    }

    /** OpenAI at {@code baseUrl}, asked with {@code key}, each call ended by {@code deadline}. */
    public OpenAi openAi(URI baseUrl, ApiKey key, Duration deadline) {
        return new OpenAi(api, baseUrl, key, deadline, Clock.systemUTC());
    }
}
