package dev.ephemint.faults;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** {@link FaultStack} over TLS; the function trusts one authority. Fields of the types in the test class are set. */
public final class TlsStack implements QuarkusTestResourceLifecycleManager {

    private final FaultStack stack = new FaultStack();
    private final Certificates trusted = new Certificates("CN=Trusted");

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(stack.start());
        settings.computeIfPresent("quarkus.rest-client.openai.url", (name, url) -> url.replace("http:", "https:"));
        settings.put(
                "quarkus.rest-client.openai.trust-store", trusted.trustStore().toString());
        settings.put("quarkus.rest-client.openai.trust-store-password", Certificates.PASSWORD);
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
