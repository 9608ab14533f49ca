package dev.ephemint.openai;

import java.util.Map;

/** Every upstream that presets may name. */
public final class Upstreams {

    private final Map<String, OpenAi> byName;

    Upstreams(Map<String, OpenAi> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** The upstream called {@code name}, which start-up has checked to be there. */
    public OpenAi named(String name) {
        OpenAi openAi = byName.get(name);
        if (openAi == null) {
            throw new IllegalArgumentException("no such upstream");
        }
        return openAi;
    }
}
