package dev.ephemint.audit;

import java.util.Set;

import dev.ephemint.openai.Verdict;
import org.jboss.logging.Logger;

/** Tells the operator what to mend where an upstream refused what is ours: the key, or the preset. */
public final class Advice {

    /** 4xx that blame neither: they pass. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 429);

    private static final Logger LOG = Logger.getLogger("dev.ephemint.upstream");

    private Advice() {}

    /** Warns if {@code trail}, which is over, shows that something of ours is wrong. */
    public static void give(Trail trail) {
        trail.call()
                .answered()
                .filter(answer -> answer.status() >= 400 && answer.status() < 500 && !PASSING.contains(answer.status()))
                .ifPresent(answer -> LOG.warn(words(trail, answer)));
    }

    static String words(Trail trail, Verdict answer) {
        boolean key = answer.status() == 401 || answer.status() == 403;
        return (key ? "upstream_key_refused" : "upstream_preset_refused")
                + ": upstream " + trail.call().upstream().orElse("")
                + " answered " + answer.status()
                + named(" ", answer.errorCode())
                + named(" at ", answer.errorParam())
                + named(" (x-request-id ", answer.requestId(), ")")
                + " to preset " + trail.askedPreset().orElse("")
                + (key
                        ? "; check that the API key is valid, and that its project may use the preset's model"
                        : "; correct the preset: OpenAI does not take it as it is");
    }

    private static String named(String before, String word) {
        return named(before, word, "");
    }

    private static String named(String before, String word, String after) {
        return word.isEmpty() ? "" : before + word + after;
    }
}
