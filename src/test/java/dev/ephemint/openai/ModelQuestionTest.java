package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.ephemint.AwaitedLine;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelQuestionTest {

    @Test
    void theAnswerIsHandedOverOnAThreadThatKeepsNoProcessAlive() throws Exception {
        CompletableFuture<Thread> asker = new CompletableFuture<>();
        CompletableFuture<String> answer = new CompletableFuture<>();
        ScriptedOpenAi.question(model -> {
                    asker.complete(Thread.currentThread());
                    return ScriptedOpenAi.error(404, model);
                })
                .ask(
                        "gpt-realtime-9",
                        (status, body) -> answer.complete(status + " " + new String(body, StandardCharsets.UTF_8)));
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("404 {\"error\":{\"code\":\"gpt-realtime-9\"}}");
        assertThat(asker.get()).isNotSameAs(Thread.currentThread()).matches(Thread::isDaemon);
    }

    @Test
    void whereNoAnswerComesThatIsLogged() throws Exception {
        try (AwaitedLine line = new AwaitedLine("dev.ephemint.preflight", "preflight_failed: ")) {
            ScriptedOpenAi.question(model -> ScriptedOpenAi.dropped()).ask("gpt-realtime-9", (status, body) -> {
                throw new IllegalStateException("nothing answered");
            });
            assertThat(line.get()).contains("did not answer");
        }
    }
}
