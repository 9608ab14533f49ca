package dev.ephemint.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same rules for what SAM makes of the templates. {@code infra/check} transforms them and says where they are. */
@EnabledIfSystemProperty(named = "infra.transformed", matches = ".+", disabledReason = "infra/check runs it")
class TransformedTemplateTest {
    static Stream<Arguments> templatesAndChecks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("infra.transformed")))) {
            List<Path> transformed = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return transformed.stream().flatMap(file -> {
                String name = file.getFileName().toString().replace(".json", ".yaml");
                Template template = Template.parse(name, Template.text(file));
                return Check.all()
                        .filter(check -> check.stage() == Check.Stage.SOURCE_AND_TRANSFORMED)
                        .map(check -> Arguments.of(name, check, template));
            });
        }
    }

    @ParameterizedTest(name = "{0}, transformed: {1}")
    @MethodSource("templatesAndChecks")
    void keepsTheRule(String name, Check check, Template template) {
        assertThat(check.faults().apply(template)).as(name).isEmpty();
    }
}
