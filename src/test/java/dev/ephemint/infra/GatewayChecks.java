package dev.ephemint.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who gets through the API, from where and how fast. */
final class GatewayChecks {
    static final Map<String, String> SIGNED_IN =
            Map.of("JwtIssuer", "https://i.example", "JwtAudience", "app", "UserPoolArn", "pool");
    private static final Map<String, String> OPEN = Map.of("QuotaTable", "true");
    private static final Map<String, String> OWN_DOMAIN =
            Map.of("QuotaTable", "true", "DomainName", "t.example", "CertificateArn", "c");
    private static final Map<String, String> DEMO = Map.of("QuotaTable", "true", "DemoSite", "true");

    private GatewayChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("every route has an authorizer and a scope", GatewayChecks::unguarded),
                Check.of("POST /token is the only route", GatewayChecks::routes),
                Check.of("the gateway owns CORS, for exact origins", GatewayChecks::cors),
                Check.of("throttles are set", GatewayChecks::throttles),
                Check.of("time limits nest", GatewayChecks::timeLimits),
                Check.of("the payload format is the API's", GatewayChecks::payload),
                Check.of("only this API may invoke the function", GatewayChecks::permission),
                Check.of("no second door", GatewayChecks::doors),
                Check.of("the web ACL and the usage plan are in the way", GatewayChecks::restApi));
    }

    private static Stream<String> unguarded(Template template) {
        Template deployed = template.with(SIGNED_IN);
        Stream<String> http = deployed.resources("AWS::ApiGatewayV2::Route")
                .filter(route -> !guarded(deployed, route, "JWT"))
                .map(route -> route.id() + " is open though there is an issuer");
        Stream<String> rest = deployed.resources("AWS::ApiGateway::Method")
                .filter(method -> !method.property("HttpMethod").text().equals("OPTIONS"))
                .filter(method -> !guarded(deployed, method, "COGNITO_USER_POOLS"))
                .map(method -> method.id() + " is open though there is a user pool");
        return Stream.concat(http, rest);
    }

    private static boolean guarded(Template template, Resource route, String type) {
        Resource authorizer = template.resource(route.property("AuthorizerId").ref());
        Node properties = authorizer.node().get("Properties");
        boolean asksIssuer = References.in(properties)
                .containsAll(type.equals("JWT") ? Set.of("JwtIssuer", "JwtAudience") : Set.of("UserPoolArn"));
        return route.property("AuthorizationType").text().equals(type)
                && Set.of("AWS::ApiGatewayV2::Authorizer", "AWS::ApiGateway::Authorizer")
                        .contains(authorizer.type())
                && asksIssuer
                && !References.in(route.property("AuthorizationScopes")).isEmpty();
    }

    private static Stream<String> routes(Template template) {
        if (!template.isFunctionStack()) {
            return template.resources("AWS::ApiGateway::Method")
                    .filter(method -> !List.of("POST", "OPTIONS")
                            .contains(method.property("HttpMethod").text()))
                    .map(method -> method.id() + " serves another method");
        }
        return Stream.of(SIGNED_IN, OPEN).flatMap(parameters -> {
            List<String> keys = template.with(parameters)
                    .resources("AWS::ApiGatewayV2::Route")
                    .map(route -> route.property("RouteKey").text())
                    .toList();
            return Check.unless(keys.equals(List.of("POST /token")), "routes are " + keys);
        });
    }

    private static Stream<String> cors(Template template) {
        Stream<String> http = Stream.of(OPEN, DEMO).flatMap(parameters -> template.with(parameters)
                .resources("AWS::ApiGatewayV2::Api")
                .flatMap(api -> {
                    Node cors = api.property("CorsConfiguration");
                    return corsFaults(
                            cors.get("AllowOrigins"),
                            cors.get("AllowMethods"),
                            cors.get("AllowHeaders"),
                            cors.get("ExposeHeaders"),
                            cors.get("AllowCredentials"),
                            "apigw-requestid");
                }));
        Stream<String> front = template.resources("AWS::CloudFront::ResponseHeadersPolicy")
                .map(policy -> policy.property("ResponseHeadersPolicyConfig", "CorsConfig"))
                .filter(Node::present)
                .flatMap(cors -> Stream.concat(
                        corsFaults(
                                cors.get("AccessControlAllowOrigins", "Items"),
                                cors.get("AccessControlAllowMethods", "Items"),
                                cors.get("AccessControlAllowHeaders", "Items"),
                                cors.get("AccessControlExposeHeaders", "Items"),
                                cors.get("AccessControlAllowCredentials"),
                                "x-amzn-requestid"),
                        Check.unless(cors.get("OriginOverride").text().equals("true"), "another layer may set CORS")));
        return Stream.concat(http, front);
    }

    private static Stream<String> corsFaults(
            Node origins, Node methods, Node headers, Node exposed, Node credentials, String requestId) {
        // A list parameter inside a list deploys nothing useful.
        boolean exact = origins.ref().equals("AllowedOrigins")
                || origins.get("Fn::Split").items().size() == 2
                        && References.in(origins).contains("AllowedOrigins");
        return Stream.of(
                        Check.unless(exact, "origins are not those of AllowedOrigins"),
                        Check.unless(methods.texts().equals(List.of("POST")), "methods are " + methods.texts()),
                        Check.unless(
                                Set.copyOf(headers.texts()).equals(Set.of("authorization", "content-type")),
                                "headers are " + headers.texts()),
                        Check.unless(
                                Set.copyOf(exposed.texts()).equals(Set.of("retry-after", requestId)),
                                "exposed are " + exposed.texts()),
                        Check.unless(credentials.text().equals("false"), "cookies are allowed"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> throttles(Template template) {
        Stream<Node> settings = Stream.concat(
                template.resources("AWS::ApiGatewayV2::Stage").map(stage -> stage.property("DefaultRouteSettings")),
                template.resources("AWS::ApiGateway::Stage")
                        .map(stage -> stage.property("MethodSettings"))
                        .map(list -> list.items().stream().findFirst().orElse(Node.of(null))));
        return settings.flatMap(setting -> Stream.of("ThrottlingRateLimit", "ThrottlingBurstLimit")
                .filter(limit ->
                        !template.parameters().containsKey(setting.get(limit).ref()))
                .map(limit -> limit + " is not set by a parameter"));
    }

    private static Stream<String> timeLimits(Template template) {
        Resource function = template.function();
        int deadline =
                Integer.parseInt("0" + variable(function, "EPHEMINT_DEADLINE").replaceFirst("s$", ""));
        int timeout = Integer.parseInt("0" + function.property("Timeout").text());
        boolean functionNests = !template.isFunctionStack() || 0 < deadline && deadline + 2 <= timeout;
        return Stream.concat(
                Check.unless(functionNests, "deadline " + deadline + " s, function " + timeout + " s"),
                integrations(template)
                        .map(integration -> Integer.parseInt(
                                "0" + integration.get("TimeoutInMillis").text()))
                        .filter(millis -> millis <= Math.max(timeout, 15) * 1000 || millis >= 29_000)
                        .map(millis -> "integration " + millis + " ms, function " + timeout + " s"));
    }

    private static String variable(Resource function, String name) {
        return function.property("Environment", "Variables", name).text();
    }

    private static Stream<Node> integrations(Template template) {
        return Stream.concat(
                template.resources("AWS::ApiGatewayV2::Integration")
                        .map(i -> i.node().get("Properties")),
                template.resources("AWS::ApiGateway::Method")
                        .map(method -> method.property("Integration"))
                        .filter(integration -> !integration.get("Type").text().equals("MOCK")));
    }

    private static Stream<String> payload(Template template) {
        return integrations(template)
                .filter(integration -> !(integration.get("Type").text().equals("AWS_PROXY")
                        || integration.get("IntegrationType").text().equals("AWS_PROXY")
                                && integration
                                        .get("PayloadFormatVersion")
                                        .text()
                                        .equals("2.0")))
                .map(integration -> "not a proxy integration of the expected format");
    }

    private static Stream<String> permission(Template template) {
        return template.resources("AWS::Lambda::Permission")
                .filter(permission -> !permission
                                .property("SourceArn")
                                .template()
                                .endsWith(":${AWS::AccountId}:${Gateway}/*/POST/token")
                        || !permission.property("Principal").text().equals("apigateway.amazonaws.com"))
                .map(permission -> permission.id() + " lets others in");
    }

    private static Stream<String> doors(Template template) {
        Stream<String> executeApi = template.with(OWN_DOMAIN)
                .resources("AWS::ApiGatewayV2::Api")
                .filter(api -> !api.property("DisableExecuteApiEndpoint").text().equals("true"))
                .map(api -> "execute-api stays open beside the domain");
        Stream<String> urls = template.resources("AWS::Lambda::Url").map(url -> url.id() + " has no authorizer");
        Stream<String> samUrls = template.resources("AWS::Serverless::Function")
                .filter(function -> function.property("FunctionUrlConfig").present()
                        || function.property("Events").present())
                .map(function -> function.id() + " has an API of SAM's making");
        Stream<String> keyless = template.resources("AWS::ApiGateway::Method")
                .filter(method -> !method.property("ApiKeyRequired").text().equals("true"))
                .map(method -> method.id() + " answers without the key that only CloudFront has");
        return Stream.of(executeApi, urls, samUrls, keyless).flatMap(faults -> faults);
    }

    private static Stream<String> restApi(Template template) {
        if (!template.name().equals("rest-api.yaml")) {
            return Stream.empty();
        }
        return Stream.of(
                        "AWS::WAFv2::WebACL",
                        "AWS::WAFv2::WebACLAssociation",
                        "AWS::ApiGateway::UsagePlan",
                        "AWS::ApiGateway::UsagePlanKey",
                        "AWS::ApiGateway::Stage")
                .filter(type -> template.resources(type).findAny().isEmpty())
                .map(type -> "no " + type);
    }
}
