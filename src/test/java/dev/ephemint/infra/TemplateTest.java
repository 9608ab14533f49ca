package dev.ephemint.infra;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateTest {
    static Stream<Arguments> templatesAndChecks() {
        return Stream.of("template.yaml", "rest-api.yaml", "waf.yaml")
                .map(Template::read)
                .flatMap(template -> Check.all().map(check -> Arguments.of(template.name(), check, template)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("templatesAndChecks")
    void keepsTheRule(String name, Check check, Template template) {
        assertThat(check.faults().apply(template)).as(name).isEmpty();
    }

    @Test
    void canaryExpectsCodesThatTheFunctionAnswers() {
        var codes = NameChecks.unknownIn(Template.text(Template.INFRA.resolve("canary/canary.py")));
        assertThat(codes.get("codes")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(codes.get("unknown")).isEmpty();
    }
}
