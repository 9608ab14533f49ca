package dev.ephemint.openai;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeySource;
import dev.ephemint.openai.Outcome.Answered;
import org.jboss.logging.Logger;

/** Asks an upstream for models, on a thread of its own; each answer has {@code patience} to come. */
record ModelQuestion(Attempt attempt, Upstream upstream, KeySource keys, Duration patience) {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.preflight");

    /** {@code then} is given each model that an answer came for. One is asked for after another: they are not urgent. */
    void ask(Set<String> models, BiConsumer<String, Answered> then) {
        ApiKey key = keys.current();
        Thread asker = new Thread(() -> models.forEach(model -> ask(model, key, then)), "preflight");
        asker.setDaemon(true);
        asker.start();
    }

    private void ask(String model, ApiKey key, BiConsumer<String, Answered> then) {
        if (attempt.model(model, key, Deadline.in(patience, System::nanoTime)) instanceof Answered answer) {
            then.accept(model, answer);
        } else {
            LOG.infof(
                    "preflight_failed: upstream %s did not answer; its presets' models are not checked",
                    upstream.name());
        }
    }
}
