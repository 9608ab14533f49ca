package dev.ephemint.preset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.OverrideRule.Bound;
import dev.ephemint.session.Breach;
import dev.ephemint.shape.Choice;
import dev.ephemint.shape.Flag;
import dev.ephemint.shape.Items;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.OneOf;
import dev.ephemint.shape.Quote;
import dev.ephemint.shape.Shape;

/**
 * Tries what callers may choose: a choice that breaks a rule across fields would be refused by OpenAI while a caller waits. Each
 * value is tried alone, and with every value of a model that may be chosen too, since most rules hang on the model.
 */
final class ChoiceCheck {

    private final SessionCheck check;
    private final ObjectNode session;
    private final Faults faults;
    private final Set<Breach> known;

    ChoiceCheck(SessionCheck check, ObjectNode session, Faults faults) {
        this.check = check;
        this.session = session;
        this.faults = faults;
        this.known = new HashSet<>(check.breaches(session));
    }

    /** Tries everything that {@code rules} let callers choose; each rule stands in the configuration where its node says. */
    void tryAll(Map<OverrideRule, ConfigNode> rules) {
        Map<OverrideRule, List<JsonNode>> candidates = new LinkedHashMap<>();
        rules.keySet().forEach(rule -> candidates.put(rule, candidates(rule)));
        candidates.forEach((rule, values) -> values.forEach(value -> {
            ObjectNode chosen = with(session, rule, value);
            report(chosen, rules.get(rule), choosing(rule, value));
        }));
        candidates.keySet().stream().filter(ChoiceCheck::isModel).forEach(model -> candidates
                .get(model)
                .forEach(name -> candidates.forEach((rule, values) -> {
                    if (rule != model) {
                        ObjectNode chosen = with(session, model, name);
                        values.forEach(value -> report(
                                with(chosen, rule, value),
                                rules.get(rule),
                                choosing(rule, value) + " and " + choosing(model, name)));
                    }
                })));
    }

    private void report(ObjectNode chosen, ConfigNode place, String choosing) {
        for (Breach breach : check.breaches(chosen)) {
            if (known.add(breach)) {
                faults.add(new Fault(
                        breach.severity(),
                        place.origin(),
                        place.key(),
                        "with " + choosing + ", " + breach.wrong(),
                        breach.right()));
            }
        }
    }

    private static ObjectNode with(ObjectNode session, OverrideRule rule, JsonNode value) {
        ObjectNode chosen = session.deepCopy();
        SessionTemplate.set(chosen, rule.path(), value);
        return chosen;
    }

    private static boolean isModel(OverrideRule rule) {
        return rule.path().get(rule.path().size() - 1).equals("model");
    }

    private static String choosing(OverrideRule rule, JsonNode value) {
        return String.join(".", rule.path()) + " " + Quote.of(value.isTextual() ? value.textValue() : value.toString());
    }

    private static List<JsonNode> candidates(OverrideRule rule) {
        List<JsonNode> values = new ArrayList<>();
        if (rule.bound() instanceof Bound.Listed listed) {
            listed.values()
                    .forEach(value -> values.add(
                            rule.shape() instanceof Items
                                    ? Json.NODES.arrayNode().add(value)
                                    : value));
        } else if (rule.bound() instanceof Bound.Within within) {
            values.add(Json.NODES.numberNode(within.min()));
            values.add(Json.NODES.numberNode(within.max()));
        } else if (rule.bound() instanceof Bound.Matching) {
            values.add(Json.NODES.textNode("a"));
        } else {
            open(rule.shape()).forEach(values::add);
        }
        return values;
    }

    private static Stream<JsonNode> open(Shape shape) {
        if (shape instanceof OneOf union) {
            return union.variants().stream().flatMap(ChoiceCheck::open);
        }
        if (shape instanceof Choice choice) {
            return choice.words().stream().map(Json.NODES::textNode);
        }
        return shape instanceof Flag
                ? Stream.of(Json.NODES.booleanNode(true), Json.NODES.booleanNode(false))
                : Stream.of();
    }
}
