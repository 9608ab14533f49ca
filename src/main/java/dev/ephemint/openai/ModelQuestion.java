package dev.ephemint.openai;

import java.time.Duration;
import java.util.function.BiConsumer;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeySource;
import dev.ephemint.openai.Outcome.Answered;
import org.jboss.logging.Logger;

/** Asks an upstream for a model, on a thread of its own; an answer has {@code patience} to come. */
record ModelQuestion(Attempt attempt, Upstream upstream, KeySource keys, Duration patience) {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.preflight");

    /** {@code then} is given status and body of the answer, if one comes. */
    void ask(String model, BiConsumer<Integer, byte[]> then) {
        ApiKey key = keys.current();
        Thread asker = new Thread(
                () -> {
                    if (attempt.model(model, key, Deadline.in(patience, System::nanoTime)) instanceof Answered answer) {
                        then.accept(answer.status(), answer.body());
                    } else {
                        LOG.infof(
                                "preflight_failed: upstream %s did not answer; its presets' models are not checked",
                                upstream.name());
                    }
                },
                "preflight");
        asker.setDaemon(true);
        asker.start();
    }
}
