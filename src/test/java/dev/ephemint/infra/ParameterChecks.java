package dev.ephemint.infra;

import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;

/** What an operator is asked for, and that every name in a template leads somewhere. */
final class ParameterChecks {
    /** What SAM adds to the template and the template refers to. */
    private static final Set<String> MADE_BY_SAM = Set.of(
            "ServerlessDeploymentApplication",
            "TokenFunctionDeploymentGroup",
            "TokenFunction.Alias",
            "TokenFunction.Version");

    private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");
    private static final List<String> BAD_ORIGINS = List.of(
            "*",
            "null",
            "http://www.example.com",
            "https://*",
            "https://*.example.com",
            "https://www.example.com/",
            "https://www.example.com/app",
            "https://www.example.com https://b.example",
            "https://user@www.example.com",
            "ws://www.example.com");

    private ParameterChecks() {}

    static List<Check> all() {
        return List.of(
                Check.ofSource("parameters are used", ParameterChecks::unused),
                Check.ofSource("parameters are explained and bounded", ParameterChecks::unexplained),
                Check.ofSource("parameters stand in the console's groups", ParameterChecks::ungrouped),
                Check.ofSource("origins are exact and https", ParameterChecks::origins),
                Check.ofSource("combinations that are unsafe are refused", ParameterChecks::combinations),
                Check.of("references lead somewhere", ParameterChecks::dangling),
                Check.of("conditions are defined and used", ParameterChecks::conditions),
                Check.ofSource("no YAML aliases", ParameterChecks::aliases),
                Check.of("no account is written into the template", ParameterChecks::accounts));
    }

    private static Stream<String> unused(Template template) {
        Set<String> used = new HashSet<>();
        for (String section : List.of("Resources", "Conditions", "Outputs")) {
            used.addAll(References.in(template.root().get(section)));
        }
        return template.parameters().keySet().stream()
                .filter(name -> !used.contains(name))
                .map(name -> name + " is not used");
    }

    private static Stream<String> unexplained(Template template) {
        return template.parameters().entrySet().stream().flatMap(entry -> {
            String name = entry.getKey();
            Node parameter = entry.getValue();
            boolean bounded = parameter.get("AllowedPattern").present()
                    || parameter.get("AllowedValues").present()
                    || parameter.get("MinValue").present();
            Stream<String> unexplained =
                    Check.unless(parameter.get("Description").text().length() > 20, name + " is not explained");
            Stream<String> unbounded = Check.unless(bounded, name + " takes anything");
            Stream<String> negative = Check.unless(
                    !parameter.get("MinValue").present()
                            || Integer.parseInt(parameter.get("MinValue").text()) > 0,
                    name + " may be zero or negative");
            return Stream.of(unexplained, unbounded, negative, badDefault(name, parameter))
                    .flatMap(faults -> faults);
        });
    }

    private static Stream<String> badDefault(String name, Node parameter) {
        if (!parameter.fields().containsKey("Default")) {
            return Stream.empty();
        }
        String value = parameter.get("Default").text();
        boolean matches = !parameter.get("AllowedPattern").present()
                || value.matches(parameter.get("AllowedPattern").text());
        boolean listed = !parameter.get("AllowedValues").present()
                || parameter.get("AllowedValues").texts().contains(value);
        boolean inRange = !parameter.get("MinValue").present()
                || Integer.parseInt(value)
                        >= Integer.parseInt(parameter.get("MinValue").text());
        return Check.unless(matches && listed && inRange, name + " does not allow its own default");
    }

    private static Stream<String> ungrouped(Template template) {
        Node groups = template.root().get("Metadata", "AWS::CloudFormation::Interface", "ParameterGroups");
        if (!groups.present()) {
            return Check.unless(template.parameters().size() < 3, "there are no groups");
        }
        List<String> grouped = groups.items().stream()
                .flatMap(group -> group.get("Parameters").texts().stream())
                .toList();
        return Stream.concat(
                template.parameters().keySet().stream()
                        .filter(name -> grouped.stream().filter(name::equals).count() != 1)
                        .map(name -> name + " is not in exactly one group"),
                grouped.stream()
                        .filter(name -> !template.parameters().containsKey(name))
                        .map(name -> "no parameter " + name));
    }

    private static Stream<String> origins(Template template) {
        Node origins = template.root().get("Parameters", "AllowedOrigins");
        if (!origins.present()) {
            return Stream.empty();
        }
        Pattern pattern = Pattern.compile(origins.get("AllowedPattern").text());
        Stream<String> refused = Stream.of("https://www.example.com", "https://a.b-c.example:8443")
                .filter(origin -> !pattern.matcher(origin).find())
                .map(origin -> origin + " is refused");
        Stream<String> allowed = BAD_ORIGINS.stream()
                .filter(origin -> pattern.matcher(origin).find())
                .map(origin -> origin + " is allowed");
        return Stream.of(refused, allowed, Check.unless(!origins.get("Default").present(), "origins have a default"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> combinations(Template template) {
        Map<String, List<Map<String, String>>> unsafe = Map.of(
                "template.yaml",
                List.of(
                        Map.of(),
                        Map.of("JwtIssuer", "https://i.example"),
                        Map.of(
                                "QuotaTable",
                                "true",
                                "WebAclArn",
                                "acl",
                                "DomainName",
                                "t",
                                "CertificateArn",
                                "c",
                                "CloudFrontCertificateArn",
                                "c"),
                        signedIn("ApiKeySecretArn", "arn", "ApiKeyParameter", "/key"),
                        signedIn("Runtime", "java21", "QuotaTable", "true"),
                        signedIn("DomainName", "t.example"),
                        signedIn("WebAclArn", "acl"),
                        signedIn("WebAclArn", "acl", "DomainName", "t.example", "CertificateArn", "c")),
                "rest-api.yaml",
                List.of(Map.of("DomainName", "t.example")),
                "waf.yaml",
                List.of(Map.of("AWS::Region", "eu-central-1")));
        Map<String, List<Map<String, String>>> safe = Map.of(
                "template.yaml",
                List.of(
                        Map.of("QuotaTable", "true"),
                        Map.of("HttpApi", "false"),
                        signedIn("Runtime", "java25"),
                        signedIn("DomainName", "t.example", "CertificateArn", "c")),
                "rest-api.yaml",
                List.of(Map.of()),
                "waf.yaml",
                List.of(Map.of("AWS::Region", "us-east-1")));
        return Stream.concat(
                unsafe.get(template.name()).stream()
                        .filter(parameters -> !template.refuses(parameters))
                        .map(parameters -> "not refused: " + parameters),
                safe.get(template.name()).stream()
                        .filter(template::refuses)
                        .map(parameters -> "refused: " + parameters));
    }

    private static Map<String, String> signedIn(String... more) {
        Map<String, String> parameters = new HashMap<>(GatewayChecks.SIGNED_IN);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private static Stream<String> dangling(Template template) {
        Set<String> known = new HashSet<>(template.parameters().keySet());
        template.resources().forEach(resource -> known.add(resource.id()));
        known.addAll(MADE_BY_SAM);
        return Stream.of("Resources", "Conditions", "Rules", "Outputs")
                .flatMap(section -> References.in(template.root().get(section)).stream())
                .filter(name -> !name.startsWith("AWS::") && !known.contains(name))
                .map(name -> "nothing is called " + name);
    }

    private static Stream<String> conditions(Template template) {
        Set<String> defined = template.root().get("Conditions").fields().keySet();
        List<String> used = Stream.of("Resources", "Conditions", "Outputs")
                .flatMap(section -> References.conditions(template.root().get(section)))
                .toList();
        return Stream.concat(
                used.stream().filter(name -> !defined.contains(name)).map(name -> "no condition " + name),
                defined.stream().filter(name -> !used.contains(name)).map(name -> name + " decides nothing"));
    }

    /** CloudFormation reads YAML without aliases. */
    private static Stream<String> aliases(Template template) {
        for (var event : new Yaml().parse(new StringReader(template.text()))) {
            if (event instanceof AliasEvent alias) {
                return Stream.of("alias " + alias.getAnchor());
            }
        }
        return Stream.empty();
    }

    private static Stream<String> accounts(Template template) {
        return template.root()
                .get("Resources")
                .walk()
                .filter(node -> ACCOUNT.matcher(node.text()).find())
                .map(node -> "account in " + node.text());
    }
}
