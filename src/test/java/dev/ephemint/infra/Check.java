package dev.ephemint.infra;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule that a template must keep.
 *
 * @param name the rule in a few words, by which a mutation says who must catch it
 * @param stage whether it is about the source alone, or also about what SAM makes of it
 * @param faults what breaks the rule in a template, in words; empty if nothing does
 */
record Check(String name, Stage stage, Function<Template, List<String>> faults) {
    enum Stage {
        SOURCE,
        SOURCE_AND_TRANSFORMED
    }

    static Check of(String name, Function<Template, Stream<String>> faults) {
        return new Check(name, Stage.SOURCE_AND_TRANSFORMED, template -> faults.apply(template)
                .toList());
    }

    static Check ofSource(String name, Function<Template, Stream<String>> faults) {
        return new Check(name, Stage.SOURCE, template -> faults.apply(template).toList());
    }

    static Stream<Check> all() {
        return Stream.of(
                        ParameterChecks.all(),
                        GatewayChecks.all(),
                        AccessLogChecks.all(),
                        FunctionChecks.all(),
                        DeploymentChecks.all(),
                        RoleChecks.all(),
                        StoreChecks.all(),
                        AlarmChecks.all(),
                        NameChecks.all())
                .flatMap(List::stream);
    }

    /** The fault in a stream if the rule is broken, else an empty stream. */
    static Stream<String> unless(boolean kept, String fault) {
        return kept ? Stream.empty() : Stream.of(fault);
    }

    @Override
    public String toString() {
        return name;
    }
}
