package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.ephemint.key.ApiKey;
import io.vertx.core.Vertx;

/** An attempt over the REST client. */
record RestAttempt(Supplier<RealtimeApi> client, Upstream upstream, Vertx vertx) implements Attempt {

    @Override
    public Outcome make(Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline) {
        RealtimeApi api = client.get();
        RequestHeaders headers = RequestHeaders.of(upstream, key, operation.legacy() ? Optional.empty() : user);
        return new Exchange(deadline, ClientSecretReader.MAX_BYTES).run(vertx, () -> switch (operation) {
            case CLIENT_SECRET -> api.createClientSecret(headers, request);
            case TRANSLATION_CLIENT_SECRET -> api.createTranslationClientSecret(headers, request);
            case LEGACY_SESSION -> api.createSession(headers, request);
            case LEGACY_TRANSCRIPTION_SESSION -> api.createTranscriptionSession(headers, request);
        });
    }

    @Override
    public void open(Duration patience, Deadline deadline) {
        refuse(patience, deadline);
    }

    /** An exchange that is late from the beginning takes the open connection, and drops it unused. */
    @Override
    public void close(Duration patience) {
        refuse(patience, Deadline.in(Duration.ZERO, System::nanoTime));
    }

    private void refuse(Duration patience, Deadline deadline) {
        try {
            new Exchange(deadline, ClientSecretReader.MAX_BYTES)
                    .start(vertx, client.get()::refuseWithoutKey)
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException noConnection) {
            // the first request opens one
        }
    }
}
