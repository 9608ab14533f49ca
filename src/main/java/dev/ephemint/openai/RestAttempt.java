package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.ephemint.key.ApiKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.resteasy.reactive.RestResponse;

/** An attempt over the REST client. */
record RestAttempt(Supplier<RealtimeApi> client, Upstream upstream, Vertx vertx) implements Attempt {

    @Override
    public Outcome make(Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline) {
        RealtimeApi api = client.get();
        RequestHeaders headers = RequestHeaders.of(upstream, key, operation.legacy() ? Optional.empty() : user);
        return exchange(deadline).run(vertx, () -> switch (operation) {
            case CLIENT_SECRET -> api.createClientSecret(headers, request);
            case TRANSLATION_CLIENT_SECRET -> api.createTranslationClientSecret(headers, request);
            case LEGACY_SESSION -> api.createSession(headers, request);
            case LEGACY_TRANSCRIPTION_SESSION -> api.createTranscriptionSession(headers, request);
        });
    }

    @Override
    public Outcome model(String id, ApiKey key, Deadline deadline) {
        RequestHeaders headers = RequestHeaders.of(upstream, key, Optional.empty());
        return exchange(deadline).run(vertx, () -> client.get().model(headers, id));
    }

    @Override
    public void open(Duration patience, Deadline deadline) {
        Thread opener = new Thread(() -> exchange(deadline).run(vertx, this::refuse), "warm-up");
        opener.setDaemon(true);
        opener.start();
        try {
            opener.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An exchange that is late from the beginning takes the open connection, and drops it unused. */
    @Override
    public void close(Duration patience) {
        try {
            exchange(Deadline.in(Duration.ZERO, System::nanoTime))
                    .start(vertx, this::refuse)
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException closed) {
            // or there was none
        }
    }

    private static Exchange exchange(Deadline deadline) {
        return new Exchange(deadline, ClientSecretReader.MAX_BYTES);
    }

    private Uni<RestResponse<byte[]>> refuse() {
        return client.get().refuseWithoutKey();
    }
}
