package dev.ephemint.openai;

import java.util.Map;
import java.util.Optional;

/** Every upstream that presets may name. */
public final class Upstreams {

    private final Map<String, OpenAi> byName;
    private final Map<String, ModelQuestion> questions;

    Upstreams(Map<String, OpenAi> byName, Map<String, ModelQuestion> questions) {
        this.byName = Map.copyOf(byName);
        this.questions = Map.copyOf(questions);
    }

    /** The upstream called {@code name}, which start-up has checked to be there. */
    public OpenAi named(String name) {
        return there(byName.get(name));
    }

    /** Opens a connection to the default upstream, or to the only one, for the first request. */
    public void warmUp() {
        main().ifPresent(OpenAi::warmUp);
    }

    /** Closes the connection that {@link #warmUp} opened. */
    public void coolDown() {
        main().ifPresent(OpenAi::coolDown);
    }

    private Optional<OpenAi> main() {
        return byName.containsKey(Upstream.DEFAULT) || byName.size() == 1
                ? Optional.of(byName.getOrDefault(
                        Upstream.DEFAULT, byName.values().iterator().next()))
                : Optional.empty();
    }

    /** The way to ask the upstream called {@code name} for models. */
    ModelQuestion models(String name) {
        return there(questions.get(name));
    }

    private static <T> T there(T upstream) {
        if (upstream == null) {
            throw new IllegalArgumentException("no such upstream");
        }
        return upstream;
    }
}
