package dev.ephemint.openai;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import dev.ephemint.key.KeySource;
import dev.ephemint.openai.Outcome.Answered;
import org.jboss.logging.Logger;

/** Asks an upstream for a model, without waiting for the answer. */
record ModelQuestion(Supplier<RealtimeApi> client, Upstream upstream, KeySource keys) {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.preflight");

    /** {@code then} is given status and body of the answer, if one comes. */
    void ask(String model, BiConsumer<Integer, byte[]> then) {
        client.get()
                .model(RequestHeaders.of(upstream, keys.current(), Optional.empty()), model)
                .map(Answered::of)
                .subscribe()
                .with(
                        answer -> then.accept(answer.status(), answer.body()),
                        failure -> LOG.infof(
                                "preflight_failed: upstream %s did not answer; its presets' models are not checked",
                                upstream.name()));
    }
}
