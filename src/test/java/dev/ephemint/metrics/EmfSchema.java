package dev.ephemint.metrics;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the CloudWatch Embedded Metric Format, as AWS's specification and its JSON schema state them: members and their types,
 * bounds, and that every reference has a target member at the root.
 */
final class EmfSchema {

    private static final int MAX_DIMENSIONS = 30;
    private static final int MAX_DIMENSION_LENGTH = 1024;
    private static final int MAX_METRICS = 100;
    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<String> UNITS = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Terabytes",
            "Bits",
            "Kilobits",
            "Megabits",
            "Gigabits",
            "Terabits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Kilobytes/Second",
            "Megabytes/Second",
            "Gigabytes/Second",
            "Terabytes/Second",
            "Bits/Second",
            "Kilobits/Second",
            "Megabits/Second",
            "Gigabits/Second",
            "Terabits/Second",
            "Count/Second",
            "None");

    private EmfSchema() {}

    /** Fails where {@code root} breaks a rule. */
    static void check(JsonNode root) {
        assertThat(root.toString().length()).isLessThan(MAX_BYTES);
        JsonNode aws = root.path("_aws");
        assertThat(fields(aws)).containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
        assertThat(aws.path("Timestamp").isIntegralNumber()).isTrue();
        assertThat(aws.path("CloudWatchMetrics").isArray()).isTrue();
        assertThat(aws.path("CloudWatchMetrics")).isNotEmpty();
        aws.path("CloudWatchMetrics").forEach(directive -> directive(directive, root));
    }

    private static void directive(JsonNode directive, JsonNode root) {
        assertThat(fields(directive)).containsExactlyInAnyOrder("Namespace", "Dimensions", "Metrics");
        assertThat(directive.path("Namespace").asText())
                .matches("[A-Za-z0-9_.#:/-]{1,255}")
                .doesNotStartWith("AWS/");
        assertThat(directive.path("Dimensions").isArray()).isTrue();
        assertThat(directive.path("Dimensions")).isNotEmpty();
        directive.path("Dimensions").forEach(set -> {
            assertThat(set.isArray()).isTrue();
            assertThat(set.size()).isLessThanOrEqualTo(MAX_DIMENSIONS);
            set.forEach(name -> dimension(root.path(name.asText())));
        });
        assertThat(directive.path("Metrics").isArray()).isTrue();
        assertThat(directive.path("Metrics").size()).isBetween(1, MAX_METRICS);
        Set<String> names = new HashSet<>();
        directive.path("Metrics").forEach(metric -> {
            assertThat(fields(metric))
                    .isSubsetOf("Name", "Unit", "StorageResolution")
                    .contains("Name");
            assertThat(names.add(metric.path("Name").textValue())).isTrue();
            assertThat(UNITS).contains(metric.path("Unit").asText("None"));
            assertThat(root.path(metric.path("Name").asText()).isNumber()).isTrue();
        });
    }

    private static void dimension(JsonNode value) {
        assertThat(value.isTextual()).isTrue();
        assertThat(value.textValue())
                .matches("[ -~]{1," + MAX_DIMENSION_LENGTH + "}")
                .doesNotStartWith(":")
                .isNotBlank();
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
