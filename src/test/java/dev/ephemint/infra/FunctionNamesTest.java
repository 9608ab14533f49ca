package dev.ephemint.infra;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.audit.AuditLog;
import dev.ephemint.audit.Trail;
import dev.ephemint.metrics.EmbeddedMetrics;
import dev.ephemint.mint.Problem;
import dev.ephemint.settings.Settings;
import dev.ephemint.shape.EnvironmentPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The names that the templates are held to are the function's own. */
class FunctionNamesTest {

    private static final String PREFIX = "EPHEMINT_";

    @Test
    void everyOutcomeIsAProblemOfTheFunctionAndTheOtherWayRound() {
        assertThat(FunctionNames.REFUSALS)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Problem.values()).map(Problem::code).toList());
    }

    @Test
    void everyVariableOfOursIsASetting() {
        assertThat(FunctionNames.SETTINGS)
                .filteredOn(name -> name.startsWith(PREFIX))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(
                                EnvironmentPath.find(Settings.WHOLE, name.substring(PREFIX.length()), Optional.empty()))
                        .isPresent());
    }

    @Test
    void everyMetricOfARefusalIsKnownToTheTemplates() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Trail trail = new Trail(Clock.systemUTC(), System::nanoTime);
        trail.ends("unknown_preset", 404);
        new EmbeddedMetrics(FunctionNames.NAMESPACE, new PrintStream(out, true, StandardCharsets.UTF_8)).count(trail);

        JsonNode directive = new ObjectMapper().readTree(out.toByteArray()).at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Ephemint");
        assertThat(directive.path("Metrics").findValuesAsText("Name"))
                .isNotEmpty()
                .isSubsetOf(FunctionNames.METRICS);
        Set<Set<String>> dimensions = new HashSet<>();
        directive.path("Dimensions").forEach(set -> {
            Set<String> names = new HashSet<>();
            set.forEach(name -> names.add(name.asText()));
            dimensions.add(names);
        });
        assertThat(dimensions).isEqualTo(FunctionNames.DIMENSIONS);
    }

    @Test
    void everyFieldThatQueriesUseIsInTheAuditLine() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Trail trail = new Trail(Clock.systemUTC(), System::nanoTime);
        trail.asks("captions", Optional.empty());
        trail.ends("unknown_preset", 404);
        new AuditLog(new PrintStream(out, true, StandardCharsets.UTF_8)).write(trail);

        JsonNode line = new ObjectMapper().readTree(out.toByteArray());
        Set<String> fields = new HashSet<>();
        line.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsAll(FunctionNames.LOG_FIELDS);
    }
}
