package dev.ephemint.preset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.ConfigNode.Sequence;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.OverrideRule.Bound;
import dev.ephemint.session.Kind;
import dev.ephemint.shape.Choice;
import dev.ephemint.shape.Flag;
import dev.ephemint.shape.Items;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.Numeric;
import dev.ephemint.shape.OneOf;
import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Text;

/** Compiles what callers may choose, against the session they choose in. */
final class OverrideCompiler {

    /** Free text here would let a caller choose what the session is. */
    private static final Set<String> GUARDED = Set.of("instructions", "model", "tools", "prompt", "type", Kind.EXTRA);

    private final SessionCheck check;
    private final Kind kind;
    private final ObjectNode session;
    private final Faults faults;

    OverrideCompiler(SessionCheck check, ObjectNode session, Faults faults) {
        this.check = check;
        this.kind = check.kind();
        this.session = session;
        this.faults = faults;
    }

    /** The overrides by path; {@code list} may be null where the preset has none. */
    Map<String, OverrideRule> compile(ConfigNode list) {
        Map<String, OverrideRule> rules = new LinkedHashMap<>();
        Map<OverrideRule, ConfigNode> places = new LinkedHashMap<>();
        if (list instanceof Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                if (item instanceof Branch branch && branch.children().get("path") instanceof Leaf path) {
                    compile(branch, path).ifPresent(rule -> {
                        places.put(rule, path);
                        if (rules.put(path.text(), rule) != null) {
                            faults.error(path, "the path is listed twice", "keep one of them");
                        }
                    });
                }
            }
        }
        new ChoiceCheck(check, session, faults).tryAll(places);
        return rules;
    }

    private Optional<OverrideRule> compile(Branch item, Leaf path) {
        List<String> steps = List.of(path.text().split("\\."));
        return target(path, steps)
                .flatMap(shape -> bound(item, path, steps, shape).map(bound -> new OverrideRule(steps, shape, bound)));
    }

    private Optional<Shape> target(Leaf path, List<String> steps) {
        Shape shape = kind.shape();
        JsonNode current = session;
        for (String step : steps) {
            Optional<Shape> below = shape.below(step, current);
            if (below.isEmpty() || step.equals(Kind.EXTRA) || step.equals("type")) {
                faults.error(
                        path,
                        "there is no " + step + " to choose in this preset",
                        "name a value that " + kind.key() + " has; here: " + shape.phrase());
                return Optional.empty();
            }
            shape = below.get();
            current = current.isObject() ? current.path(step) : MissingNode.getInstance();
        }
        if (!isValue(shape)) {
            faults.error(path, "it names a group, not a value", "name one value in it: " + shape.phrase());
            return Optional.empty();
        }
        return Optional.of(shape);
    }

    private static boolean isValue(Shape shape) {
        if (shape instanceof OneOf union) {
            return union.variants().stream().anyMatch(OverrideCompiler::isValue);
        }
        return shape instanceof Choice
                || shape instanceof Flag
                || shape instanceof Numeric
                || shape instanceof Text
                || shape instanceof Items items && (items.item() instanceof Choice || items.item() instanceof Text);
    }

    private Optional<Bound> bound(Branch item, Leaf path, List<String> steps, Shape shape) {
        Map<String, ConfigNode> given = item.children();
        List<String> ways = new ArrayList<>();
        if (given.containsKey("one_of")) {
            ways.add("one_of");
        }
        if (given.containsKey("min") || given.containsKey("max")) {
            ways.add("min and max");
        }
        if (given.containsKey("pattern") || given.containsKey("max_length")) {
            ways.add("pattern and max_length");
        }
        if (ways.size() > 1) {
            faults.error(item, "it has " + String.join(", and ", ways), "keep one way of bounding it");
            return Optional.empty();
        }
        if (ways.isEmpty()) {
            return unbounded(item, shape);
        }
        return switch (ways.get(0)) {
            case "one_of" -> listed(given.get("one_of"), shape);
            case "min and max" -> within(item, steps, shape);
            default -> matching(item, path, steps, shape);
        };
    }

    private Optional<Bound> unbounded(Branch item, Shape shape) {
        if (shape instanceof Flag || shape instanceof Choice choice && !choice.open()) {
            return Optional.of(new Bound.Any());
        }
        faults.error(item, "it lets a caller choose freely", "add one_of, or min and max, or pattern and max_length");
        return Optional.empty();
    }

    private Optional<Bound> listed(ConfigNode list, Shape shape) {
        Shape each = shape instanceof Items items ? items.item() : shape;
        List<ConfigNode> nodes = list instanceof Sequence sequence ? sequence.items() : List.of(list);
        List<JsonNode> values = new ArrayList<>();
        nodes.forEach(node -> each.read(node, faults).ifPresent(values::add));
        return values.size() == nodes.size() ? Optional.of(new Bound.Listed(values)) : Optional.empty();
    }

    private Optional<Bound> within(Branch item, List<String> steps, Shape shape) {
        if (!isNumber(shape)) {
            faults.error(item, String.join(".", steps) + " is no number", "use one_of instead of min and max");
            return Optional.empty();
        }
        ConfigNode min = item.children().get("min");
        ConfigNode max = item.children().get("max");
        if (min == null || max == null) {
            faults.error(item, "it has only one of min and max", "give both");
            return Optional.empty();
        }
        Optional<BigDecimal> low =
                shape.read(min, faults).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        Optional<BigDecimal> high =
                shape.read(max, faults).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (low.get().compareTo(high.get()) > 0) {
            faults.error(item, "min is above max", "swap them");
            return Optional.empty();
        }
        return Optional.of(new Bound.Within(low.get(), high.get()));
    }

    private static boolean isNumber(Shape shape) {
        return shape instanceof Numeric
                || shape instanceof OneOf union && union.variants().stream().anyMatch(OverrideCompiler::isNumber);
    }

    private Optional<Bound> matching(Branch item, Leaf path, List<String> steps, Shape shape) {
        if (steps.stream().anyMatch(GUARDED::contains)) {
            faults.error(path, "a caller must not write it freely", "list what may be chosen with one_of");
            return Optional.empty();
        }
        ConfigNode expression = item.children().get("pattern");
        ConfigNode length = item.children().get("max_length");
        if (!(expression instanceof Leaf leaf) || !(length instanceof Leaf most)) {
            faults.error(item, "it has only one of pattern and max_length", "give both");
            return Optional.empty();
        }
        if (!shape.accepts(Json.NODES.textNode("a")) && !(shape instanceof Text)) {
            faults.error(item, "pattern and max_length are for text", "give " + shape.phrase());
            return Optional.empty();
        }
        Optional<Pattern> pattern = PresetCompiler.patternOf(Json.NODES.textNode(leaf.text()), expression, faults);
        boolean counted = most.text().matches("[0-9]{1,4}");
        return counted ? pattern.map(p -> new Bound.Matching(p, Integer.parseInt(most.text()))) : Optional.empty();
    }
}
