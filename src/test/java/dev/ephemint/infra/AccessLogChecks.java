package dev.ephemint.infra;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Access logs that can be parsed and that say nothing of what the caller sent. */
final class AccessLogChecks {
    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z.]+)");
    private static final Set<String> COMMON = Set.of(
            "requestId",
            "requestTime",
            "identity.sourceIp",
            "protocol",
            "status",
            "responseLatency",
            "integrationLatency",
            "integration.status",
            "error.responseType");

    private AccessLogChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("access logs are on", AccessLogChecks::missing),
                Check.of("access log lines are JSON", AccessLogChecks::notJson),
                Check.of("access log variables exist and are harmless", AccessLogChecks::unknown));
    }

    private static Stream<Node> logs(Template template) {
        return Stream.concat(
                template.resources("AWS::ApiGatewayV2::Stage").map(stage -> stage.property("AccessLogSettings")),
                template.resources("AWS::ApiGateway::Stage").map(stage -> stage.property("AccessLogSetting")));
    }

    private static Stream<String> missing(Template template) {
        return logs(template)
                .filter(log -> !template.resource(log.get("DestinationArn").attributeOf())
                        .type()
                        .equals("AWS::Logs::LogGroup"))
                .map(log -> "a stage logs nowhere");
    }

    /** A variable without a value is written as a bare {@code -}. */
    private static Stream<String> notJson(Template template) {
        return logs(template).map(log -> log.get("Format").text()).flatMap(format -> {
            try {
                new ObjectMapper().readTree(VARIABLE.matcher(format).replaceAll("-"));
                return Check.unless(format.startsWith("{") && !format.contains("\n"), "not one object on one line");
            } catch (JsonProcessingException e) {
                return Stream.of("not JSON: " + e.getOriginalMessage());
            }
        });
    }

    private static Stream<String> unknown(Template template) {
        String own = template.isFunctionStack() ? "routeKey" : "httpMethod|waf.status";
        return logs(template)
                .flatMap(log -> VARIABLE.matcher(log.get("Format").text()).results())
                .map(match -> match.group(1))
                .filter(name ->
                        !COMMON.contains(name) && !List.of(own.split("\\|")).contains(name))
                .map(name -> "$context." + name);
    }
}
