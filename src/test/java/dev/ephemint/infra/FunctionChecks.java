package dev.ephemint.infra;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.ephemint.function.ManagedHandler;

/** The function as Lambda runs it. */
final class FunctionChecks {
    private static final Pattern SECRET = Pattern.compile("sk-|ek_|AKIA|resolve:(ssm-secure|secretsmanager)");
    private static final String EXTENSION = "{{resolve:ssm:/aws/service/aws-parameters-and-secrets-lambda-extension/";

    private FunctionChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("the function runs natively, or on Java with SnapStart", FunctionChecks::runtime),
                Check.ofSource("the function is deployed as built", FunctionChecks::built),
                Check.of("no secret stands in the environment", FunctionChecks::secrets),
                Check.of("the extension fits the processor and refreshes in time", FunctionChecks::extension),
                Check.of("presets come from where the parameter says", FunctionChecks::presets),
                Check.of("concurrency is bounded", FunctionChecks::concurrency),
                Check.of("logs are kept for a while", FunctionChecks::logs));
    }

    private static Stream<String> runtime(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Resource function = template.with(Map.of()).function();
        boolean arm = template.with(Map.of())
                .function()
                .property("Architectures")
                .items()
                .equals(List.of(Node.of(Map.of("Ref", "Architecture"))));
        return Stream.of(
                        // provided.al2 has an older glibc than the binary needs.
                        Check.unless(
                                function.property("Runtime").text().equals("provided.al2023")
                                        && runs(template, "native", "bootstrap", ""),
                                "it would not run natively"),
                        Check.unless(
                                template.with(Map.of("Runtime", "java25"))
                                                .function()
                                                .property("Runtime")
                                                .ref()
                                                .equals("Runtime")
                                        && runs(
                                                template,
                                                "java25",
                                                ManagedHandler.class.getName(),
                                                "PublishedVersions"),
                                "it would not run on Java"),
                        Check.unless(arm, "the architecture is not the parameter's"),
                        Check.unless(
                                function.property("MemorySize").ref().equals("MemorySize"),
                                "the memory is not the parameter's"),
                        Check.unless(
                                function.property("Environment", "Variables", "DISABLE_SIGNAL_HANDLERS")
                                        .text()
                                        .equals("true"),
                                "signal handlers are on"))
                .flatMap(faults -> faults);
    }

    private static boolean runs(Template template, String runtime, String handler, String snapStart) {
        Resource function = template.with(Map.of("Runtime", runtime)).function();
        return function.property("Handler").text().equals(handler)
                && function.property("SnapStart", "ApplyOn").text().equals(snapStart);
    }

    private static Stream<String> built(Template template) {
        return template.resources("AWS::Serverless::Function", "AWS::Lambda::LayerVersion")
                .flatMap(resource -> Stream.concat(
                        Check.unless(
                                resource.node()
                                        .get("Metadata", "SkipBuild")
                                        .text()
                                        .equals("true"),
                                resource.id() + " would be built by SAM"),
                        Check.unless(
                                !resource.id().equals("TokenFunction")
                                        || resource.property("CodeUri").text().equals("../target/function.zip"),
                                "the code is not what Maven builds")));
    }

    private static Stream<String> secrets(Template template) {
        return template.resources("AWS::Serverless::Function", "AWS::Lambda::Function")
                .flatMap(function -> function.property("Environment").walk())
                .filter(node -> SECRET.matcher(node.template()).find())
                .map(node -> "a secret: " + node.template());
    }

    private static Stream<String> extension(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Stream<String> layers = Map.of("arm64", "arm64", "x86_64", "x86").entrySet().stream()
                .filter(entry -> !template.with(Map.of("Architecture", entry.getKey()))
                        .function()
                        .property("Layers")
                        .texts()
                        .contains(EXTENSION + entry.getValue() + "/latest}}"))
                .map(entry -> "no extension for " + entry.getKey());
        Node variables = template.function().property("Environment", "Variables");
        Stream<String> lifetimes = Stream.of("SECRETS_MANAGER_TTL", "SSM_PARAMETER_STORE_TTL")
                .filter(name -> !"0".equals(variables.get(name).text()))
                .map(name -> name + " is not 0: the function keeps the key itself, and asks again when it is refused");
        return Stream.of(
                        layers,
                        lifetimes,
                        Check.unless(
                                variables
                                        .get("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT")
                                        .text()
                                        .equals("2773"),
                                "the function asks at port 2773"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> presets(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        return Map.of("bundled", "", "layer", "/opt/presets.yaml", "zip", "/var/task/presets.yaml").entrySet().stream()
                .flatMap(entry -> {
                    Template deployed = template.with(Map.of("Presets", entry.getKey()));
                    Resource function = deployed.function();
                    String location = function.property("Environment", "Variables", "QUARKUS_CONFIG_LOCATIONS")
                            .text();
                    boolean layer = function.property("Layers").items().stream()
                            .anyMatch(l -> l.ref().equals("PresetsLayer"));
                    boolean exists = deployed.resource("PresetsLayer").node().present();
                    boolean wanted = entry.getKey().equals("layer");
                    return Stream.concat(
                            Check.unless(
                                    location.equals(entry.getValue()), entry.getKey() + " is read from " + location),
                            Check.unless(layer == wanted && exists == wanted, "the layer does not follow Presets"));
                });
    }

    private static Stream<String> concurrency(Template template) {
        return Check.unless(
                !template.isFunctionStack()
                        || template.with(Map.of())
                                .function()
                                .property("ReservedConcurrentExecutions")
                                .ref()
                                .equals("ReservedConcurrency"),
                "no reserved concurrency by default");
    }

    private static Stream<String> logs(Template template) {
        Stream<String> unbounded = template.resources("AWS::Logs::LogGroup")
                .filter(group -> !group.property("RetentionInDays").ref().equals("LogRetentionDays"))
                .map(group -> group.id() + " is kept for ever");
        Stream<String> elsewhere = template.resources("AWS::Serverless::Function", "AWS::Lambda::Function")
                .filter(function -> !template.resource(
                                function.property("LoggingConfig", "LogGroup").ref())
                        .type()
                        .equals("AWS::Logs::LogGroup"))
                .map(function -> function.id() + " logs to a group without retention");
        // Lambda's own JSON format would wrap the metrics, and CloudWatch would not see them.
        Stream<String> wrapped = template.resources("AWS::Serverless::Function", "AWS::Lambda::Function")
                .filter(function ->
                        function.property("LoggingConfig", "LogFormat").text().equals("JSON"))
                .map(function -> function.id() + " has its lines wrapped");
        return Stream.of(unbounded, elsewhere, wrapped).flatMap(faults -> faults);
    }
}
