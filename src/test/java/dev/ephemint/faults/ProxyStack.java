package dev.ephemint.faults;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** {@link FaultStack}, whose server is a proxy; what stands at OpenAI's address listens to nobody. */
public final class ProxyStack implements QuarkusTestResourceLifecycleManager {

    private final FaultStack stack = new FaultStack();

    @Override
    public int order() {
        return stack.order();
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(stack.start());
        settings.put("quarkus.rest-client.openai.url", "http://127.0.0.2:9");
        settings.put(
                "quarkus.rest-client.openai.proxy-address",
                "localhost:" + stack.server().port());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        stack.inject(injector);
    }

    @Override
    public void stop() {
        stack.stop();
    }
}
