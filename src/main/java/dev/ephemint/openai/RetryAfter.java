package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.shape.Alphabet;

/** Reads how long OpenAI asks to wait: {@code Retry-After-Ms}, or {@code Retry-After} in whole seconds. */
final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** What the answer asks for; empty where it asks for nothing, or for what is no whole number, dates included. */
    static Optional<Duration> of(Answered answer) {
        return number(answer, "Retry-After-Ms").map(Duration::ofMillis).or(() -> number(answer, HttpHeaders.RETRY_AFTER)
                .map(Duration::ofSeconds));
    }

    /** The same, brought to 1 to 60 seconds, to be passed on. */
    static Optional<Duration> bounded(Answered answer) {
        return of(answer).map(asked -> {
            Duration atLeast = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
            return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
        });
    }

    private static Optional<Long> number(Answered answer, String header) {
        return answer.header(header)
                .filter(text -> Alphabet.DIGITS.spells(text, MOST_DIGITS))
                .map(Long::valueOf);
    }
}
