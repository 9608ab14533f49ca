package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ephemint.shape.Json;
import org.jboss.logging.Logger;

/**
 * Asks OpenAI whether the project has the presets' models: it may mint a secret all the same, and refuse only the browser that comes
 * with it. Nothing waits for the answer, which ends in the log.
 */
public final class Preflight {

    /** How long before its end a model is warned about. */
    static final Period NOTICE = Period.ofDays(60);

    private static final Logger LOG = Logger.getLogger("dev.ephemint.preflight");

    private final Upstreams upstreams;
    private final Map<String, Set<String>> models;
    private final Clock clock;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /**
     * A preflight that has not begun.
     *
     * @param models by the name of an upstream, what its presets name
     */
    public Preflight(Upstreams upstreams, Map<String, Set<String>> models, Clock clock) {
        this.upstreams = upstreams;
        this.models = Map.copyOf(models);
        this.clock = clock;
    }

    /** Asks the upstream called {@code name}, once. Meant for after its first secret: its key is at hand then. */
    public void begin(String name) {
        if (models.containsKey(name) && asked.add(name)) {
            upstreams.models(name).ask(models.get(name), (model, answer) -> finding(
                            name, model, answer.status(), answer.body(), LocalDate.now(clock))
                    .ifPresent(LOG::warn));
        }
    }

    /** What an operator should know of the answer for {@code model}, if anything. */
    static Optional<String> finding(String upstream, String model, int status, byte[] body, LocalDate today) {
        if (status == 403 || status == 404) {
            return Optional.of("model_unavailable: upstream " + upstream + " answered " + status + " for model " + model
                    + "; correct its name, or give the key's project access to it: browsers will be refused");
        }
        if (status != 200) {
            return Optional.of("preflight_failed: upstream " + upstream + " answered " + status + " for model " + model
                    + "; whether the key's project has it is not known");
        }
        return end(body)
                .filter(end -> end.isBefore(today.plus(NOTICE)))
                .map(end -> "model_ending: upstream " + upstream + " shuts down model " + model + " on " + end
                        + "; name another in the presets before");
    }

    private static Optional<LocalDate> end(byte[] body) {
        try {
            String date = Json.parse(new String(body, StandardCharsets.UTF_8))
                    .path("shutdown_date")
                    .asText("");
            return date.isEmpty() || date.equals("null") ? Optional.empty() : Optional.of(LocalDate.parse(date));
        } catch (JsonProcessingException | DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
