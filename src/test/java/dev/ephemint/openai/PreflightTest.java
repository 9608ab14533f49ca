package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.ephemint.AwaitedLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreflightTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static Optional<String> finding(int status, String body) {
        return Preflight.finding("openai", "gpt-realtime-2.1", status, body.getBytes(StandardCharsets.UTF_8), TODAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"m\", \"shutdown_date\": null}",
                "{\"id\": \"m\"}",
                "{\"shutdown_date\": \"2027-01-19\"}",
                "{\"shutdown_date\": \"some day\"}",
                "{\"shutdown_date\": 20261121}",
                "[]",
                "no JSON"
            })
    void aModelThatIsThereAndStaysIsNothingToTell(String body) {
        assertThat(finding(200, body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-18", "2026-11-21", "2026-01-01"})
    void aModelThatEndsSoonIsWarnedAbout(String date) {
        assertThat(finding(200, "{\"shutdown_date\": \"" + date + "\"}").orElseThrow())
                .isEqualTo("model_ending: upstream openai shuts down model gpt-realtime-2.1 on " + date
                        + "; name another in the presets before");
    }

    @ParameterizedTest
    @CsvSource({"403, model_unavailable", "404, model_unavailable", "401, preflight_failed", "500, preflight_failed"})
    void aModelThatIsNotGivenIsWarnedAboutByWhatIsKnown(int status, String code) {
        assertThat(finding(status, "{\"error\": {\"message\": \"CANARY\"}}").orElseThrow())
                .startsWith(code + ":")
                .doesNotContain("CANARY");
    }

    @Test
    void everyModelIsAskedForAndWhatIsFoundIsLogged() throws Exception {
        ModelQuestion question = ScriptedOpenAi.question(model -> ScriptedOpenAi.status(404));
        Preflight preflight = new Preflight(
                new Upstreams(Map.of(), Map.of("openai", question)),
                Map.of("openai", Set.of("a", "b")),
                Clock.systemUTC());
        String start = "model_unavailable: upstream openai answered 404 for model ";
        try (AwaitedLine first = new AwaitedLine("dev.ephemint.preflight", start + "a;");
                AwaitedLine second = new AwaitedLine("dev.ephemint.preflight", start + "b;")) {
            preflight.begin("openai");
            assertThat(first.get()).startsWith(start);
            assertThat(second.get()).startsWith(start);
        }
    }

    @Test
    void anUpstreamWithoutModelsIsLeftAlone() {
        new Preflight(new Upstreams(Map.of(), Map.of()), Map.of(), Clock.systemUTC()).begin("openai");
    }
}
