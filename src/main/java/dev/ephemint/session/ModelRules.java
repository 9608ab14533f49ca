package dev.ephemint.session;

import java.util.List;
import java.util.regex.Pattern;

import dev.ephemint.session.SessionRules.Rule;

/** Which field goes with which realtime model. Models unknown here are left alone. */
final class ModelRules {

    private static final Pattern REASONING = Pattern.compile("gpt-realtime-2(\\.\\d+)?(-mini)?");

    static final List<Rule> ALL = List.of(new Rule(
            "`reasoning` and `parallel_tool_calls` go with the `gpt-realtime-2` family only.",
            "OpenAI spec, RealtimeSessionCreateRequestGA.reasoning, .parallel_tool_calls",
            ModelRules::reasoning));

    private ModelRules() {}

    private static void reasoning(Examined session) {
        String model = session.at("model").asText();
        if (session.kind() != Kind.REALTIME
                || !RealtimeSession.MODEL.words().contains(model)
                || REASONING.matcher(model).matches()) {
            return;
        }
        for (String field : List.of("reasoning", "parallel_tool_calls")) {
            if (session.session().has(field)) {
                session.error(
                        field,
                        field + " does not go with " + model,
                        "remove it, or choose a model of the gpt-realtime-2 family");
            }
        }
    }
}
