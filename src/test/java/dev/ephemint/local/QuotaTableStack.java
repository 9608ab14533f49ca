package dev.ephemint.local;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Adds a {@link QuotaTable} to {@link LocalStack}: quotas are counted in it. A field of that type in the test class is set. */
public final class QuotaTableStack implements QuarkusTestResourceLifecycleManager {
    /** What pseudonyms are made with. */
    public static final String PEPPER = "pepper-CANARY-0123456789";

    private QuotaTable table;

    @Override
    public Map<String, String> start() {
        table = QuotaTable.start();
        return Map.of(
                "ephemint.quota.table", QuotaTable.NAME,
                "ephemint.safety_identifier.pepper", PEPPER,
                "AWS_ENDPOINT_URL_DYNAMODB", table.url(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "AKIDTEST",
                "AWS_SECRET_ACCESS_KEY", "aws-CANARY-secret",
                "AWS_SESSION_TOKEN", "aws-CANARY-token");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(table, new TestInjector.MatchesType(QuotaTable.class));
    }

    @Override
    public void stop() {
        table.close();
    }
}
