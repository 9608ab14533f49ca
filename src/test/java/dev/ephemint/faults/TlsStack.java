package dev.ephemint.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * {@link FaultStack} over TLS; the function trusts one authority. Fields of the types in the test class are set. With the
 * argument {@code ready} the server speaks TLS before the function starts.
 */
public final class TlsStack implements QuarkusTestResourceLifecycleManager {

    private final FaultStack stack = new FaultStack();
    private final Certificates trusted = new Certificates("CN=Trusted");
    private boolean ready;

    @Override
    public void init(Map<String, String> arguments) {
        ready = arguments.containsKey("ready");
    }

    /** After LocalStack, which Quarkus starts for every test: this one's upstream counts. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(stack.start());
        if (ready) {
            Instant now = Instant.now();
            Duration day = Duration.ofDays(1);
            stack.server().speak(trusted.server("localhost", now.minus(day), now.plus(day)));
        }
        settings.computeIfPresent("quarkus.rest-client.openai.url", (name, url) -> url.replace("http:", "https:"));
        settings.put(
                "quarkus.rest-client.openai.trust-store", trusted.trustStore().toString());
        settings.put("quarkus.rest-client.openai.trust-store-password", Certificates.PASSWORD);
        settings.put("quarkus.rest-client.openai.read-timeout", Long.toString(FaultStack.DEADLINE.toMillis() / 10));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        stack.inject(injector);
        injector.injectIntoFields(trusted, new TestInjector.MatchesType(Certificates.class));
    }

    @Override
    public void stop() {
        stack.stop();
    }
}
