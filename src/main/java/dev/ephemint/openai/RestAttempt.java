package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;

/** An attempt over the REST client. */
record RestAttempt(RealtimeApi api, Vertx vertx) implements Attempt {

    @Override
    public Outcome make(Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline) {
        String bearer = "Bearer " + key.value();
        return new Exchange(deadline, ClientSecretReader.MAX_BYTES).run(vertx, () -> switch (operation) {
            case CLIENT_SECRET -> api.createClientSecret(bearer, user.orElse(null), request);
            case TRANSLATION_CLIENT_SECRET -> api.createTranslationClientSecret(bearer, user.orElse(null), request);
            case LEGACY_SESSION -> api.createSession(bearer, request);
            case LEGACY_TRANSCRIPTION_SESSION -> api.createTranscriptionSession(bearer, request);
        });
    }

    @Override
    public void open(Duration patience, Deadline deadline) {
        try {
            new Exchange(deadline, ClientSecretReader.MAX_BYTES)
                    .start(vertx, api::refuseWithoutKey)
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException noConnection) {
            // the first request opens one
        }
    }
}
