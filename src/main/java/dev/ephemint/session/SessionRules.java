package dev.ephemint.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The rules across fields, which no shape of a single field can express. They look at the session as it is sent, so they hold
 * for {@code extra} and for what callers choose as well.
 */
public final class SessionRules {

    /** All rules, in the order of the reference. */
    public static final List<Rule> ALL = Stream.of(TranscriptionRules.ALL, ToolRules.ALL, ModelRules.ALL)
            .flatMap(List::stream)
            .toList();

    /**
     * One rule.
     *
     * @param text the rule in one sentence
     * @param source where OpenAI says so
     * @param check finds what breaks it
     */
    public record Rule(String text, String source, Check check) {}

    /** Looks for what breaks a rule; must bear any session, with fields missing or of the wrong type. */
    @FunctionalInterface
    interface Check {
        void look(Examined session);
    }

    private SessionRules() {}

    /** Everything that {@code session} breaks. */
    public static List<Breach> check(Kind kind, JsonNode session) {
        List<Breach> breaches = new ArrayList<>();
        Examined examined = new Examined(kind, session, breaches::add);
        ALL.forEach(rule -> rule.check().look(examined));
        return breaches;
    }
}
