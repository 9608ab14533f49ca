package dev.ephemint.audit;

import dev.ephemint.openai.Answered;
import org.jboss.logging.Logger;

/** Tells the operator what to mend where an upstream refused what is ours: the key, or the preset. */
public final class Advice {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.upstream");

    private Advice() {}

    /** Warns if {@code exchange}, which is over, shows that something of ours is wrong. */
    public static void give(Exchange exchange) {
        exchange.call()
                .answered()
                .filter(answer -> answer.status() >= 400 && answer.status() < 500 && answer.status() != 429)
                .ifPresent(answer -> LOG.warn(words(exchange, answer)));
    }

    static String words(Exchange exchange, Answered answer) {
        boolean key = answer.status() == 401 || answer.status() == 403;
        return (key ? "upstream_key_refused" : "upstream_preset_refused")
                + ": upstream " + exchange.call().upstream().orElse("")
                + " answered " + answer.status()
                + named(" ", answer.errorCode())
                + named(" at ", answer.errorParam())
                + named(" (x-request-id ", answer.requestId(), ")")
                + " to preset " + exchange.askedPreset().orElse("")
                + (key
                        ? "; check that the API key is valid, and that its project may use the preset's model"
                        : "; correct the preset, or ephemint does not know a change at the upstream yet");
    }

    private static String named(String before, String word) {
        return named(before, word, "");
    }

    private static String named(String before, String word, String after) {
        return word.isEmpty() ? "" : before + word + after;
    }
}
