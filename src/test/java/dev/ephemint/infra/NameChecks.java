package dev.ephemint.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Names that stand in the template and in the code: each must stand in both. */
final class NameChecks {
    private static final Pattern OUTCOME = Pattern.compile("outcome = '([a-z_]+)'");
    private static final Pattern FIELD =
            Pattern.compile("\\b(?:(?:filter|or|and|by) |ispresent\\()([a-z_]+)\\b(?!\\()|, ([a-z_]+) \\|");

    private NameChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("environment variables are those the function reads", NameChecks::environment),
                Check.of("the dashboard is JSON", NameChecks::notJson),
                Check.of("metrics are those the function writes", NameChecks::metrics),
                Check.of("outcomes are those the function answers", NameChecks::outcomes),
                Check.of("queries ask for fields that the function logs", NameChecks::fields));
    }

    private static Stream<String> environment(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Set<String> set = template.function()
                .property("Environment", "Variables")
                .fields()
                .keySet();
        Set<String> read = new TreeSet<>(FunctionNames.SETTINGS);
        read.addAll(FunctionNames.PLATFORM);
        return difference("environment variable", set, read);
    }

    private static Stream<String> notJson(Template template) {
        return template.resources("AWS::CloudWatch::Dashboard")
                .filter(dashboard -> widgets(template).findAny().isEmpty())
                .map(dashboard -> dashboard.id() + " is not JSON, or empty");
    }

    private static Stream<String> metrics(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Set<String> charted =
                charted(template).stream().map(metric -> metric.get(1).asText()).collect(Collectors.toSet());
        searches(template).forEach(search -> charted.add(search.replaceFirst(".*MetricName=\"([A-Za-z]+)\".*", "$1")));
        Stream<String> shapes = charted(template).stream()
                .filter(metric -> !FunctionNames.DIMENSIONS.contains(dimensions(metric)))
                .map(metric -> "the dashboard asks for the dimensions " + dimensions(metric));
        Stream<String> searchShapes = searches(template)
                .filter(search -> !search.contains("{\"${MetricsNamespace}\",Preset,Outcome}"))
                .map(search -> "the dashboard searches " + search);
        String namespace =
                template.root().get("Parameters", "MetricsNamespace", "Default").text();
        return Stream.of(
                        difference("metric", charted, FunctionNames.METRICS),
                        shapes,
                        searchShapes,
                        Check.unless(namespace.equals(FunctionNames.NAMESPACE), "another namespace by default"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> outcomes(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Set<String> charted = charted(template).stream()
                .filter(metric -> metric.get(1).asText().equals("Refusals") && metric.size() > 3)
                .map(metric -> metric.get(3).asText())
                .collect(Collectors.toSet());
        Stream<String> asked = queries(template)
                .flatMap(query -> OUTCOME.matcher(query).results())
                .map(match -> match.group(1))
                .filter(outcome -> !FunctionNames.REFUSALS.contains(outcome))
                .map(outcome -> "a query asks for the outcome " + outcome);
        return Stream.concat(difference("outcome", charted, FunctionNames.REFUSALS), asked);
    }

    private static Stream<String> fields(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Set<String> asked = queries(template)
                .flatMap(query -> FIELD.matcher(query).results())
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toSet());
        return difference("log field", asked, FunctionNames.LOG_FIELDS);
    }

    private static Stream<String> difference(String kind, Set<String> template, Set<String> code) {
        return Stream.concat(
                template.stream()
                        .filter(name -> !code.contains(name))
                        .map(name -> kind + " " + name + " is unknown to the function"),
                code.stream()
                        .filter(name -> !template.contains(name))
                        .map(name -> kind + " " + name + " is missing in the template"));
    }

    private static Stream<JsonNode> widgets(Template template) {
        return template.resources("AWS::CloudWatch::Dashboard").flatMap(dashboard -> {
            try {
                JsonNode body = new ObjectMapper()
                        .readTree(dashboard.property("DashboardBody").template());
                return StreamSupport.stream(body.get("widgets").spliterator(), false);
            } catch (JsonProcessingException e) {
                return Stream.empty();
            }
        });
    }

    /** The function's own metrics on the dashboard, as CloudWatch writes them: namespace, name, dimensions, options. */
    private static List<JsonNode> charted(Template template) {
        return metricsOf(template)
                .filter(metric -> metric.path(0).asText().equals("${MetricsNamespace}"))
                .toList();
    }

    private static Stream<JsonNode> metricsOf(Template template) {
        return widgets(template)
                .flatMap(widget -> StreamSupport.stream(
                        widget.path("properties").path("metrics").spliterator(), false));
    }

    private static Stream<String> searches(Template template) {
        return metricsOf(template)
                .map(metric -> metric.path(0).path("expression").asText())
                .filter(expression -> !expression.isEmpty());
    }

    private static Set<String> dimensions(JsonNode metric) {
        Set<String> names = new TreeSet<>();
        for (int i = 2; i + 1 < metric.size(); i += 2) {
            names.add(metric.get(i).asText());
        }
        return names;
    }

    private static Stream<String> queries(Template template) {
        Stream<String> saved = template.resources("AWS::Logs::QueryDefinition")
                .map(query -> query.property("QueryString").text());
        Stream<String> shown = widgets(template)
                .map(widget -> widget.path("properties").path("query").asText())
                .filter(query -> !query.isEmpty());
        return Stream.concat(saved, shown);
    }

    static Map<String, Set<String>> unknownIn(String canary) {
        Set<String> codes = Pattern.compile("\\d{3}, \"([a-z_]+)\"")
                .matcher(canary.replaceAll("\\s+", " "))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(codes);
        unknown.removeAll(FunctionNames.REFUSALS);
        return Map.of("codes", codes, "unknown", unknown);
    }
}
