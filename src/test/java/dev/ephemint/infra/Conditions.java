package dev.ephemint.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides the conditions of a template for given parameters. */
final class Conditions {
    private static final Object NO_VALUE = Map.of("Ref", "AWS::NoValue");

    private final Node root;
    private final Map<String, String> parameters;

    Conditions(Node root, Map<String, String> parameters) {
        this.root = root;
        this.parameters = parameters;
    }

    /** The template without the resources and outputs whose condition is false, and without {@code Fn::If}. */
    Node apply() {
        Map<String, Object> applied = new LinkedHashMap<>();
        root.fields().forEach((section, node) -> applied.put(section, node.value()));
        for (String section : List.of("Resources", "Outputs")) {
            Map<String, Object> kept = new LinkedHashMap<>();
            root.get(section).fields().forEach((id, node) -> {
                String condition = node.get("Condition").text();
                if (condition.isEmpty() || isTrue(condition)) {
                    kept.put(id, decide(node).value());
                }
            });
            applied.put(section, kept);
        }
        return Node.of(applied);
    }

    /** Whether one of the template's rules refuses these parameters. */
    boolean refused() {
        return root.get("Rules").fields().values().stream()
                .filter(rule -> !rule.get("RuleCondition").present() || evaluate(rule.get("RuleCondition")))
                .flatMap(rule -> rule.get("Assertions").items().stream())
                .anyMatch(assertion -> !evaluate(assertion.get("Assert")));
    }

    private boolean isTrue(String condition) {
        Node expression = root.get("Conditions", condition);
        if (!expression.present()) {
            throw new IllegalArgumentException("No condition " + condition);
        }
        return evaluate(expression);
    }

    private boolean evaluate(Node node) {
        Map.Entry<String, Node> function = node.fields().entrySet().iterator().next();
        List<Node> arguments = function.getValue().items();
        return switch (function.getKey()) {
            case "Condition" -> isTrue(function.getValue().text());
            case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
            case "Fn::Not" -> !evaluate(arguments.get(0));
            case "Fn::And" -> arguments.stream().allMatch(this::evaluate);
            case "Fn::Or" -> arguments.stream().anyMatch(this::evaluate);
            default -> throw new IllegalArgumentException("Not a condition: " + node);
        };
    }

    private String text(Node node) {
        String parameter = node.ref();
        return parameter.isEmpty()
                ? node.text()
                : parameters.getOrDefault(
                        parameter, root.get("Parameters", parameter, "Default").text());
    }

    private Node decide(Node node) {
        List<Node> branches = node.get("Fn::If").items();
        if (branches.size() == 3) {
            return decide(branches.get(isTrue(branches.get(0).text()) ? 1 : 2));
        }
        if (node.isList()) {
            List<Object> items = new ArrayList<>();
            node.items().stream()
                    .map(this::decide)
                    .filter(item -> !item.value().equals(NO_VALUE))
                    .forEach(item -> items.add(item.value()));
            return Node.of(items);
        }
        if (node.fields().isEmpty()) {
            return node;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        node.fields().forEach((key, field) -> {
            Node decided = decide(field);
            if (!decided.value().equals(NO_VALUE)) {
                fields.put(key, decided.value());
            }
        });
        return Node.of(fields);
    }
}
