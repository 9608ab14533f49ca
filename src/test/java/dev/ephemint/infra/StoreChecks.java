package dev.ephemint.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What keeps something: the key's secret, the quota table, the demo page's bucket. */
final class StoreChecks {
    private StoreChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("the secret is created empty, and only when none is given", StoreChecks::secret),
                Check.of("the quota table is the function's, and only made when asked for", StoreChecks::table),
                Check.of("the demo's bucket is CloudFront's alone", StoreChecks::bucket));
    }

    private static Stream<String> secret(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        boolean made = template.with(Map.of()).resource("ApiKeySecret").node().present();
        boolean notMade = List.of(Map.of("ApiKeySecretArn", "arn"), Map.of("ApiKeyParameter", "/key")).stream()
                .noneMatch(given ->
                        template.with(given).resource("ApiKeySecret").node().present());
        return Stream.concat(
                Check.unless(made && notMade, "the secret does not follow the parameters"),
                template.resources("AWS::SecretsManager::Secret")
                        .filter(secret -> secret.property("SecretString").present())
                        .map(secret -> secret.id() + " has its value in the template"));
    }

    private static Stream<String> table(Template template) {
        if (!template.isFunctionStack()) {
            return Stream.empty();
        }
        boolean asked = template.with(Map.of("QuotaTable", "true"))
                .resource("QuotaCounters")
                .node()
                .present();
        boolean unasked =
                template.with(Map.of()).resource("QuotaCounters").node().present();
        Resource table = template.resource("QuotaCounters");
        Map<?, ?> key = Map.of("AttributeName", FunctionNames.QUOTA_KEY, "KeyType", "HASH");
        Map<?, ?> attribute = Map.of("AttributeName", FunctionNames.QUOTA_KEY, "AttributeType", "S");
        Map<?, ?> expiry = Map.of("AttributeName", FunctionNames.QUOTA_EXPIRY, "Enabled", true);
        return Stream.of(
                        Check.unless(asked && !unasked, "the table does not follow QuotaTable"),
                        Check.unless(table.property("BillingMode").text().equals("PAY_PER_REQUEST"), "not on demand"),
                        Check.unless(table.property("KeySchema").value().equals(List.of(key)), "another key"),
                        Check.unless(
                                table.property("AttributeDefinitions").value().equals(List.of(attribute)),
                                "another key's type"),
                        Check.unless(
                                table.property("TimeToLiveSpecification")
                                        .value()
                                        .equals(expiry),
                                "counters never expire"),
                        Check.unless(
                                table.property("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                                        .text()
                                        .equals("true"),
                                "no point-in-time recovery"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> bucket(Template template) {
        Stream<String> open = template.resources("AWS::S3::Bucket").flatMap(bucket -> Stream.of(
                        "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
                .filter(block -> !bucket.property("PublicAccessBlockConfiguration", block)
                        .text()
                        .equals("true"))
                .map(block -> bucket.id() + " lacks " + block));
        Stream<String> anyone = template.resources("AWS::S3::BucketPolicy")
                .flatMap(policy -> policy.property("PolicyDocument", "Statement").items().stream())
                .filter(statement ->
                        !statement.get("Principal", "Service").text().equals("cloudfront.amazonaws.com")
                                || !statement.get("Action").text().equals("s3:GetObject")
                                || !References.in(statement.get("Condition", "StringEquals", "AWS:SourceArn"))
                                        .contains("DemoDistribution"))
                .map(statement -> "the bucket's policy lets others read");
        Stream<String> unsigned = template.resources("AWS::CloudFront::Distribution")
                .flatMap(front -> front.property("DistributionConfig", "Origins").items().stream())
                .filter(origin -> origin.get("S3OriginConfig").present()
                        && !template.resource(
                                        origin.get("OriginAccessControlId").ref())
                                .type()
                                .equals("AWS::CloudFront::OriginAccessControl"))
                .map(origin -> "CloudFront reads the bucket without signing");
        return Stream.of(open, anyone, unsigned).flatMap(faults -> faults);
    }
}
