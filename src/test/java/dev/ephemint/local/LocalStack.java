package dev.ephemint.local;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Starts {@link LocalGateway}, {@link StandIn} and {@link SiteVerify} on free ports for a test, and points the function at them: with
 * {@code @QuarkusTestResource(LocalStack.class)} REST Assured sees what a browser would. Fields of these types in the test class are
 * set. The same holds against the native binary.
 */
public final class LocalStack implements QuarkusTestResourceLifecycleManager {
    /** The key that the function is given; never to be seen anywhere but in requests to the stand-in. */
    public static final String API_KEY = "sk-CANARY-3f9a1c7e5b2d4068";

    /** What every minted client secret begins with; never to be seen anywhere but in answers of the function. */
    public static final String SECRET_PREFIX = "ek_CANARY_";

    /** Presets for tests, beside the ones the function is built with. */
    private static final Path PRESETS = Path.of("src/test/resources/test-presets.yaml");

    /** What every caller is granted, unless the request says otherwise with {@code X-Local-Claims}. */
    public static final List<String> SCOPES = List.of("realtime:mint");

    private LocalGateway gateway;
    private StandIn standIn;
    private SiteVerify siteVerify;

    @Override
    public Map<String, String> start() {
        standIn = new StandIn(API_KEY, "", SECRET_PREFIX, Clock.systemUTC()).listen(0);
        gateway = new LocalGateway(() -> SCOPES).listen(0);
        siteVerify = new SiteVerify().listen();
        var settings = new HashMap<String, String>();
        for (var provider : List.of("turnstile", "hcaptcha", "recaptcha")) {
            settings.put("ephemint.bot_check." + provider + ".secret", SiteVerify.SECRET);
            settings.put("ephemint.bot_check." + provider + ".url", siteVerify.url(provider));
        }
        settings.putAll(Map.of(
                "quarkus-internal.aws-lambda.test-api", gateway.runtimeApi(),
                "quarkus.lambda.mock-event-server.test-port", Integer.toString(gateway.port()),
                "quarkus.rest-client.openai.url", standIn.url(),
                "ephemint.openai.api_key", API_KEY,
                "quarkus.config.locations", PRESETS.toUri().toString()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(standIn, new TestInjector.MatchesType(StandIn.class));
        injector.injectIntoFields(siteVerify, new TestInjector.MatchesType(SiteVerify.class));
        injector.injectIntoFields(gateway, new TestInjector.MatchesType(LocalGateway.class));
    }

    @Override
    public void stop() {
        gateway.close();
        standIn.close();
        siteVerify.close();
    }
}
