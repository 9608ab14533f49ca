package dev.ephemint;

import java.util.Map;

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
        try (AwaitedLine warning = new AwaitedLine("dev.ephemint.preflight", "model_unavailable: ")) {
            askFor("captions", "").statusCode(200);
            askFor("captions", "").statusCode(200);

            assertThat(warning.get()).contains("upstream openai answered 404 for model ");
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
}
