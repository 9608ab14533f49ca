package dev.ephemint.infra;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a part of a template refers to. */
final class References {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private References() {}

    /** Logical ids and parameter names in {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} below a node. */
    static Set<String> in(Node node) {
        return node.walk().flatMap(References::direct).collect(Collectors.toSet());
    }

    /** The same, and the parameters on which the conditions of each {@code Fn::If} below the node depend. */
    static Set<String> withConditions(Template template, Node node) {
        return Stream.concat(in(node).stream(), conditions(node).flatMap(name -> inCondition(template, name)))
                .collect(Collectors.toSet());
    }

    /** Names of the conditions used by {@code Fn::If} and {@code Condition} below a node. */
    static Stream<String> conditions(Node node) {
        Stream<String> ifs = node.walk()
                .map(n -> n.get("Fn::If").items())
                .filter(branches -> !branches.isEmpty())
                .map(branches -> branches.get(0).text());
        Stream<String> named = node.walk().map(n -> n.get("Condition").text()).filter(name -> !name.isEmpty());
        return Stream.concat(ifs, named);
    }

    private static Stream<String> inCondition(Template template, String name) {
        Node condition = template.root().get("Conditions", name);
        return Stream.concat(
                in(condition).stream(), conditions(condition).flatMap(inner -> inCondition(template, inner)));
    }

    private static Stream<String> direct(Node node) {
        Map<String, Node> own = node.get("Fn::Sub").isList()
                ? node.get("Fn::Sub").items().get(1).fields()
                : Map.of();
        Stream<String> variables = node.get("Fn::Sub").present()
                ? VARIABLE.matcher(node.template())
                        .results()
                        .map(variable())
                        .filter(variable -> !own.containsKey(variable))
                : Stream.empty();
        return Stream.of(Stream.of(node.ref(), node.attributeOf()), variables)
                .flatMap(Function.identity())
                .filter(name -> !name.isEmpty());
    }

    /** {@code ${Resource.Attribute}} refers to the resource; {@code ${AWS::Region}} to itself. */
    private static Function<MatchResult, String> variable() {
        return match ->
                match.group(1).contains("::") ? match.group(1) : match.group(1).split("\\.", 2)[0];
    }
}
