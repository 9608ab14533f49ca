package dev.ephemint.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One action on one ARN each, and no action more or fewer than the code needs. */
final class RoleChecks {
    private static final Set<String> LOGS = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

    /** Needed parameters to the actions of the function's role beyond logging. */
    private static final Map<Map<String, String>, Set<String>> FUNCTION = Map.of(
            Map.of(), Set.of("secretsmanager:GetSecretValue"),
            Map.of("ApiKeySecretArn", "arn"), Set.of("secretsmanager:GetSecretValue"),
            Map.of("ApiKeyParameter", "/key"), Set.of("ssm:GetParameter"),
            Map.of("ApiKeyKmsKeyArn", "arn"), Set.of("secretsmanager:GetSecretValue", "kms:Decrypt"),
            Map.of("QuotaTable", "true"), Set.of("secretsmanager:GetSecretValue", "dynamodb:UpdateItem"));

    private static final Set<String> HOOK =
            Set.of("lambda:InvokeFunction", "codedeploy:PutLifecycleEventHookExecutionStatus");

    /** The policy of the account's API Gateway log role, and what SAM gives CodeDeploy's own role. */
    private static final Set<String> MANAGED_ALLOWED = Set.of("AccountLogRole", "CodeDeployServiceRole");

    private RoleChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("one action on one ARN", RoleChecks::broad),
                Check.of("roles have exactly the actions they need", RoleChecks::actions),
                Check.of("no managed policies", RoleChecks::managed),
                Check.of("functions have a role of their own", RoleChecks::ownRole));
    }

    private static Stream<Node> statements(Resource resource) {
        Stream<Node> documents = Stream.concat(
                resource.property("Policies").items().stream().map(policy -> policy.get("PolicyDocument")),
                Stream.of(resource.property("PolicyDocument")));
        return documents.flatMap(document -> document.get("Statement").oneOrMore().stream());
    }

    private static Stream<Resource> policies(Template template) {
        return template.resources(
                "AWS::IAM::Role", "AWS::IAM::RolePolicy", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy");
    }

    private static Stream<String> broad(Template template) {
        return policies(template).flatMap(resource -> statements(resource)
                .flatMap(statement -> Stream.concat(
                        Check.unless(
                                statement.get("Action").text().matches("[a-z]+:[A-Za-z]+"),
                                resource.id() + " allows not one action: "
                                        + statement.get("Action").value()),
                        Check.unless(
                                statement.get("Effect").text().equals("Allow") && oneArn(statement.get("Resource")),
                                resource.id() + " allows it on "
                                        + statement.get("Resource").value()))));
    }

    private static boolean oneArn(Node resource) {
        List<Node> branches = resource.get("Fn::If").items();
        if (branches.size() == 3) {
            return oneArn(branches.get(1)) && oneArn(branches.get(2));
        }
        boolean anyVersion = resource.template().equals("${TokenFunction.Arn}:*");
        return !resource.isList()
                && !References.in(resource).isEmpty()
                && (anyVersion || !resource.template().contains("*"));
    }

    private static Stream<String> actions(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        Stream<String> function = FUNCTION.entrySet().stream().flatMap(entry -> {
            Set<String> expected = new TreeSet<>(LOGS);
            expected.addAll(entry.getValue());
            Set<String> actual = actions(template.with(entry.getKey()), "FunctionRole");
            return Check.unless(actual.equals(expected), entry.getKey() + " gives the function " + actual);
        });
        Set<String> hook = new TreeSet<>(LOGS);
        hook.addAll(HOOK);
        Set<String> actual = actions(template, "PreTrafficRole");
        return Stream.concat(function, Check.unless(actual.equals(hook), "the hook has " + actual));
    }

    private static Set<String> actions(Template template, String role) {
        return policies(template)
                .filter(resource -> resource.id().equals(role)
                        || resource.property("RoleName").ref().equals(role))
                .flatMap(RoleChecks::statements)
                .map(statement -> statement.get("Action").text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> managed(Template template) {
        return template.resources().stream()
                .filter(resource ->
                        resource.property("ManagedPolicyArns").present() && !MANAGED_ALLOWED.contains(resource.id()))
                .map(resource -> resource.id() + " carries managed policies");
    }

    /** Without one SAM writes a role with managed policies; with tracing it needs permissions on every resource. */
    private static Stream<String> ownRole(Template template) {
        return template.resources("AWS::Serverless::Function", "AWS::Lambda::Function")
                .filter(function -> !template.resource(function.property("Role").attributeOf())
                                .type()
                                .equals("AWS::IAM::Role")
                        || function.property("Policies").present()
                        || function.property("Tracing").present()
                        || function.property("TracingConfig").present())
                .map(function -> function.id() + " is given permissions by SAM");
    }
}
