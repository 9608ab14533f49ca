package dev.ephemint.http;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ephemint.openai.ScriptedOpenAi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccidentTest {

    private final AtomicInteger exits = new AtomicInteger();

    private TokenEndpoint breaking(Runnable accident) {
        return Endpoints.over(ScriptedOpenAi.breaking(accident), exits::incrementAndGet);
    }

    private static void recurse(int depth) {
        recurse(depth + 1);
    }

    @Test
    void anOverflownStackIsAnsweredAndTheProcessStays() {
        GatewayResponse answer = breaking(() -> recurse(0)).answer(Events.read(Events.event(Events.V2)));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Events.parse(answer.body()).path("code").textValue()).isEqualTo("internal");
        assertThat(exits).hasValue(0);
    }

    @Test
    void anyOtherAccidentIsAnsweredInConstantWordsAndTheProcessStays() {
        for (Throwable accident : new Throwable[] {
            new IllegalStateException("EVIL"), new NoClassDefFoundError("EVIL"), new AssertionError("EVIL")
        }) {
            GatewayResponse answer = breaking(() -> AccidentTest.<RuntimeException>sneak(accident))
                    .answer(Events.read(Events.event(Events.V2)));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("EVIL");
        }
        assertThat(exits).hasValue(0);
    }

    @Test
    void withoutMemoryTheProcessEndsForLambdaToStartAnother() {
        breaking(() -> {
                    throw new OutOfMemoryError();
                })
                .answer(Events.read(Events.event(Events.V2)));
        breaking(() -> {
                    throw new InternalError();
                })
                .answer(Events.read(Events.event(Events.V2)));

        assertThat(exits).hasValue(2);
    }

    @Test
    void theProcessEndsAtOnceWithAStatusOfItsOwn() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), WithoutMemory.class.getName())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TokenEndpoint.EXIT_STATUS);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Answers one event without memory to do so. */
    static final class WithoutMemory {

        private WithoutMemory() {}

        public static void main(String[] arguments) {
            Endpoints.over(ScriptedOpenAi.breaking(() -> {
                        throw new OutOfMemoryError();
                    }))
                    .answer(Events.read(Events.event(Events.V2)));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable accident) throws T {
        throw (T) accident;
    }
}
