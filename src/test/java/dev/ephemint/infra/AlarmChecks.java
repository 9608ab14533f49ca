package dev.ephemint.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alarms on metrics that exist, with the dimensions that they have, heard by somebody. */
final class AlarmChecks {
    private static final Map<String, Set<String>> AWS_METRICS = Map.of(
            "AWS/Lambda", Set.of("Errors", "Throttles"),
            "HTTP API", Set.of("4xx", "5xx", "Count", "Latency", "IntegrationLatency"),
            "REST API", Set.of("4XXError", "5XXError", "Count", "Latency", "IntegrationLatency"));

    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "template.yaml",
            Set.of(
                    "Errors FunctionName,Resource",
                    "Throttles FunctionName",
                    "5xx ApiId",
                    "Latency ApiId",
                    "Refusals Outcome=upstream_rejected",
                    "Refusals Outcome=internal",
                    "Mints "),
            "rest-api.yaml",
            Set.of("5XXError ApiName", "Latency ApiName"),
            "waf.yaml",
            Set.of());

    private AlarmChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("alarms watch metrics that exist", AlarmChecks::metrics),
                Check.of("alarms have the dimensions of their metric", AlarmChecks::dimensions),
                Check.of("what must ring has an alarm", AlarmChecks::missing),
                Check.of("alarms are heard", AlarmChecks::unheard),
                Check.of("the alarm topic can receive", AlarmChecks::topic));
    }

    private static Stream<Resource> alarms(Template template) {
        return template.resources("AWS::CloudWatch::Alarm");
    }

    private static boolean isOwn(Resource alarm) {
        return alarm.property("Namespace").ref().equals("MetricsNamespace");
    }

    private static Stream<String> metrics(Template template) {
        return alarms(template)
                .filter(alarm -> !known(template, alarm)
                        .contains(alarm.property("MetricName").text()))
                .map(alarm ->
                        alarm.id() + " watches " + alarm.property("MetricName").text() + ", which does not exist");
    }

    private static Set<String> known(Template template, Resource alarm) {
        if (isOwn(alarm)) {
            return FunctionNames.METRICS;
        }
        String namespace = alarm.property("Namespace").text();
        String api = template.isFunctionStack() ? "HTTP API" : "REST API";
        return AWS_METRICS.getOrDefault(namespace.equals("AWS/ApiGateway") ? api : namespace, Set.of());
    }

    private static Map<String, Node> dimensions(Resource alarm) {
        return alarm.property("Dimensions").items().stream()
                .collect(Collectors.toMap(d -> d.get("Name").text(), d -> d.get("Value")));
    }

    private static Stream<String> dimensions(Template template) {
        return alarms(template)
                .filter(alarm -> !fit(template, alarm, dimensions(alarm)))
                .map(alarm -> alarm.id() + " has the dimensions " + dimensions(alarm));
    }

    private static boolean fit(Template template, Resource alarm, Map<String, Node> dimensions) {
        if (isOwn(alarm)) {
            Node outcome = dimensions.getOrDefault("Outcome", Node.of(null));
            return FunctionNames.DIMENSIONS.contains(dimensions.keySet())
                    && (!outcome.present() || FunctionNames.REFUSALS.contains(outcome.text()));
        }
        return dimensions.entrySet().stream().allMatch(entry -> switch (entry.getKey()) {
                    case "FunctionName" -> entry.getValue().ref().equals("TokenFunction");
                    case "Resource" -> entry.getValue().template().equals("${TokenFunction}:live");
                    case "ApiId" ->
                        template.isFunctionStack() && entry.getValue().ref().equals("Gateway");
                    case "ApiName" ->
                        !template.isFunctionStack()
                                && entry.getValue()
                                        .equals(template.resource("Gateway").property("Name"));
                    default -> false;
                })
                && !dimensions.isEmpty();
    }

    private static Stream<String> missing(Template template) {
        Set<String> present = alarms(template)
                .map(alarm -> alarm.property("MetricName").text() + " "
                        + dimensions(alarm).entrySet().stream()
                                .map(entry -> isOwn(alarm)
                                        ? entry.getKey() + "="
                                                + entry.getValue().text()
                                        : entry.getKey())
                                .sorted()
                                .collect(Collectors.joining(",")))
                .collect(Collectors.toSet());
        return REQUIRED.get(template.name()).stream()
                .filter(required -> !present.contains(required))
                .map(required -> "no alarm on " + required);
    }

    private static Stream<String> unheard(Template template) {
        return alarms(template)
                .filter(alarm -> !References.in(alarm.property("AlarmActions")).contains("AlarmTopicArn")
                        || !alarm.property("TreatMissingData").text().equals("notBreaching")
                        || alarm.property("Statistic").present()
                                == alarm.property("ExtendedStatistic").present())
                .map(alarm -> alarm.id() + " tells nobody, or rings for nothing");
    }

    /** CloudWatch may not use AWS's own key for SNS. */
    private static Stream<String> topic(Template template) {
        return template.resources("AWS::SNS::Topic")
                .filter(topic -> topic.property("KmsMasterKeyId").present())
                .map(topic -> topic.id() + " is encrypted with a key that CloudWatch cannot use");
    }
}
