package dev.ephemint;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import dev.ephemint.local.Recorded;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(PreflightOverHttpTest.WithPreflight.class)
class PreflightOverHttpTest extends TokenApi {

    @Test
    void afterTheFirstSecretOpenAiIsAskedForEachModelOnceAndAMissingOneIsTold() throws Exception {
        Warning warning = new Warning("model_unavailable: ");
        Logger log = Logger.getLogger("dev.ephemint.preflight");
        log.addHandler(warning);
        try {
            askFor("captions", "").statusCode(200);
            askFor("captions", "").statusCode(200);

            assertThat(warning.message.get(30, TimeUnit.SECONDS)).contains("upstream openai answered 404 for model ");
        } finally {
            log.removeHandler(warning);
        }
        assertThat(standIn.recorded())
                .filteredOn(request -> request.path().startsWith("/v1/models/"))
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isPresent())
                .extracting(Recorded::path)
                .doesNotHaveDuplicates();
    }

    /** With the setting, and a model that the stand-in does not have. */
    public static final class WithPreflight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ephemint.preflight", "true",
                    "ephemint.presets.scoped.realtime.model", "gpt-realtime-9");
        }
    }

    private static final class Warning extends Handler {

        private final CompletableFuture<String> message = new CompletableFuture<>();
        private final String start;

        private Warning(String start) {
            this.start = start;
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().startsWith(start)) {
                message.complete(line.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}
