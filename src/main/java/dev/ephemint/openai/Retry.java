package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.openai.Outcome.Lost;
import dev.ephemint.shape.Json;

/**
 * Decides whether a failed attempt is worth a second one, and after which pause. A repeated call can at worst leave behind a
 * client secret that nobody uses.
 */
final class Retry {

    /** The pause is anything from zero to this ("full jitter"), so that many callers do not come back at once. */
    static final Duration LONGEST_JITTER = Duration.ofMillis(250);

    /** The longest {@code Retry-After} that is waited for here; a longer one is the caller's to wait. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** No attempt is begun with less time than this. */
    static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(500);

    private static final Set<Integer> TRANSIENT = Set.of(408, 409, 500, 502, 503, 504);
    private static final Set<String> USED_UP = Set.of("insufficient_quota", "credit_balance_exhausted");

    private final DoubleSupplier random;

    /** A policy; {@code random} gives numbers from 0 to 1. */
    Retry(DoubleSupplier random) {
        this.random = random;
    }

    /** How long to wait before the second attempt; empty for none. {@code left}: the time until the deadline. */
    Optional<Duration> pause(Outcome first, Duration left) {
        return wait(first)
                .map(wait -> wait.plus(Duration.ofNanos((long) (random.getAsDouble() * LONGEST_JITTER.toNanos()))))
                .filter(pause -> pause.plus(SHORTEST_ATTEMPT).compareTo(left) <= 0);
    }

    private static Optional<Duration> wait(Outcome first) {
        if (first instanceof Lost lost) {
            return lost.repeatable() ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        Answered answer = (Answered) first;
        if (answer.status() < 400 || isUsedUp(answer)) {
            return Optional.empty();
        }
        Optional<Duration> asked = RetryAfter.of(answer);
        boolean worthwhile =
                switch (answer.header("X-Should-Retry").orElse("")) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> TRANSIENT.contains(answer.status()) || answer.status() == 429 && asked.isPresent();
                };
        return worthwhile
                ? Optional.of(asked.orElse(Duration.ZERO)).filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
                : Optional.empty();
    }

    /** Money does not come back within seconds. */
    private static boolean isUsedUp(Answered answer) {
        try {
            JsonNode error = Json.parse(new String(answer.body(), StandardCharsets.UTF_8))
                    .path("error");
            return USED_UP.contains(error.path("code").asText())
                    || USED_UP.contains(error.path("type").asText());
        } catch (JsonProcessingException notOfOpenAi) {
            return false;
        }
    }
}
