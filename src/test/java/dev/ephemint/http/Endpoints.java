package dev.ephemint.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.ephemint.TestPresets;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.audit.Trail;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.mint.Gate;
import dev.ephemint.mint.Mint;
import dev.ephemint.openai.Upstreams;
import dev.ephemint.quota.Quotas;

/** The endpoint over the presets of the tests, without Quarkus. */
final class Endpoints {

    private Endpoints() {}

    /** The endpoint as it is shipped: where the machine fails, the process ends. */
    static TokenEndpoint over(Upstreams upstreams) {
        return new TokenEndpoint(mint(upstreams), trail -> {}, Runnable::run);
    }

    static TokenEndpoint over(Upstreams upstreams, Consumer<Trail> journal, Executor afterwards) {
        return new TokenEndpoint(mint(upstreams), journal, afterwards);
    }

    static TokenEndpoint over(Upstreams upstreams, Runnable exit) {
        return new TokenEndpoint(mint(upstreams), trail -> {}, Runnable::run, exit);
    }

    private static Mint mint(Upstreams upstreams) {
        Pseudonyms pseudonyms = Pseudonyms.of(Optional.empty());
        Gate gate = new Gate(
                new BotCheck(Map.of()), Quotas.of(Optional.empty(), pseudonyms, false), Optional.of(pseudonyms));
        return new Mint(TestPresets.catalogue(), gate, upstreams, true, Duration.ofHours(2));
    }
}
