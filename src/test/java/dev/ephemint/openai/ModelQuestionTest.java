package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.util.Set;
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
        ModelQuestion question = ScriptedOpenAi.question(model -> {
            asker.complete(Thread.currentThread());
            return ScriptedOpenAi.error(404, model);
        });
        Thread caller = new Thread(() -> question.ask(
                Set.of("gpt-realtime-9"),
                (model, given) ->
                        answer.complete(given.status() + " " + new String(given.body(), StandardCharsets.UTF_8))));
        caller.setDaemon(false); // or what it starts would be a daemon by itself
        caller.start();
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("404 {\"error\":{\"code\":\"gpt-realtime-9\"}}");
        assertThat(asker.get()).isNotSameAs(caller).matches(Thread::isDaemon);
    }

    @Test
    void whereNoAnswerComesThatIsLogged() throws Exception {
        try (AwaitedLine line = new AwaitedLine("dev.ephemint.preflight", "preflight_failed: ")) {
            ScriptedOpenAi.question(model -> ScriptedOpenAi.dropped()).ask(Set.of("gpt-realtime-9"), (model, given) -> {
                throw new IllegalStateException("nothing answered");
            });
            assertThat(line.get()).contains("did not answer");
        }
    }
}
