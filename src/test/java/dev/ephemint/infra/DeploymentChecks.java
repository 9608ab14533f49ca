package dev.ephemint.infra;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** That a changed function gets traffic, slowly, and not before it has proved itself. */
final class DeploymentChecks {
    /** A change of the architecture comes with another function.zip, which publishes a version by itself. */
    private static final Set<String> NOT_NEEDED = Set.of("Architecture");

    private DeploymentChecks() {}

    static List<Check> all() {
        return List.of(
                Check.ofSource("every change publishes a version", DeploymentChecks::published),
                Check.ofSource("a bad version is rolled back", DeploymentChecks::rollback),
                Check.ofSource("the canary checks the new version", DeploymentChecks::canary));
    }

    private static Stream<String> published(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Resource function = template.function();
        Set<String> needed = new TreeSet<>();
        for (String property : List.of("Environment", "Layers", "MemorySize", "Runtime")) {
            References.withConditions(template, function.property(property)).stream()
                    .filter(name -> template.parameters().containsKey(name) || name.equals("PresetsLayer"))
                    .forEach(needed::add);
        }
        needed.removeAll(NOT_NEEDED);
        needed.removeAll(References.in(function.property("VersionDescription")));
        return Stream.of(
                        Check.unless(
                                function.property("AutoPublishAlias").text().equals("live"), "no alias live"),
                        Check.unless(
                                function.property("AutoPublishAliasAllProperties")
                                        .text()
                                        .equals("true"),
                                "only a change of code is published"),
                        Check.unless(needed.isEmpty(), "a new value would not reach the alias: " + needed),
                        Check.unless(longest(template) <= 256, "the description may be " + longest(template) + " long"))
                .flatMap(faults -> faults);
    }

    /** Length of the version's description at most; Lambda takes 256 characters. */
    private static int longest(Template template) {
        Node parts = template.function()
                .property("VersionDescription", "Fn::Join")
                .items()
                .get(1);
        return parts.items().stream()
                .mapToInt(part -> 1
                        + References.in(part).stream()
                                .mapToInt(name -> longest(template.root().get("Parameters", name)))
                                .max()
                                .orElse(0))
                .sum();
    }

    private static int longest(Node parameter) {
        String max = parameter.get("MaxLength").text();
        return max.isEmpty()
                ? parameter.get("AllowedValues").texts().stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(6)
                : Integer.parseInt(max);
    }

    private static Stream<String> rollback(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Node preference = template.function().property("DeploymentPreference");
        List<String> alarms =
                preference.get("Alarms").items().stream().map(Node::ref).toList();
        boolean aliasErrors = alarms.stream()
                .map(template::resource)
                .anyMatch(alarm -> alarm.property("MetricName").text().equals("Errors")
                        && alarm.property("Dimensions").walk().anyMatch(n -> n.template()
                                .equals("${TokenFunction}:live")));
        return Stream.of(
                        Check.unless(preference.get("Type").ref().equals("DeploymentType"), "no gradual deployment"),
                        Check.unless(
                                template.root()
                                        .get("Parameters", "DeploymentType", "Default")
                                        .text()
                                        .startsWith("Canary"),
                                "not gradual by default"),
                        Check.unless(aliasErrors, "the alias's errors do not roll back"),
                        Check.unless(alarms.contains("InternalErrorsAlarm"), "answers of 500 do not roll back"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> canary(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Resource hook = template.resource(template.function()
                .property("DeploymentPreference", "Hooks", "PreTraffic")
                .ref());
        Node variables = hook.property("Environment", "Variables");
        boolean prefixed = hook.property("FunctionName", "Fn::Join").items().stream()
                .flatMap(item -> item.items().stream())
                .findFirst()
                .map(first -> first.text().equals("CodeDeployHook"))
                .orElse(false);
        return Stream.of(
                        Check.unless(hook.node().present(), "no pre-traffic hook"),
                        Check.unless(prefixed, "CodeDeploy may not invoke the hook by its name"),
                        Check.unless(
                                variables.get("NEW_VERSION").ref().equals("TokenFunction.Version"),
                                "the hook checks another version"),
                        Check.unless(variables.get("TEST_PRESET").ref().equals("TestPreset"), "no test preset"))
                .flatMap(faults -> faults);
    }
}
