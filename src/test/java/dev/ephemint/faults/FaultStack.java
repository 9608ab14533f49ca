package dev.ephemint.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.ephemint.local.LocalGateway;
import dev.ephemint.local.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Starts a gateway and a {@link FaultServer}, and points the function at them. The deadline is short, so that a build waits little;
 * {@code -Dfaults.deadline=8000} (milliseconds) takes the one that is shipped.
 */
public final class FaultStack implements QuarkusTestResourceLifecycleManager {

    static final Duration DEADLINE = Duration.ofMillis(Long.getLong("faults.deadline", 2000));

    private LocalGateway gateway;
    private FaultServer server;

    /** After LocalStack, which Quarkus starts for every test: this one's upstream counts. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        server = new FaultServer();
        gateway = new LocalGateway(() -> List.of("realtime:mint")).listen(0);
        return Map.of(
                "quarkus-internal.aws-lambda.test-api",
                gateway.runtimeApi(),
                "quarkus.lambda.mock-event-server.test-port",
                Integer.toString(gateway.port()),
                "quarkus.rest-client.openai.url",
                "http://localhost:" + server.port(),
                "quarkus.rest-client.openai.connect-timeout",
                Long.toString(DEADLINE.toMillis() / 4),
                // Quarkus hands the settings of one stack on to the native processes of the next: not ProxyStack's.
                "quarkus.rest-client.openai.proxy-address",
                "none",
                "ephemint.deadline",
                DEADLINE.toMillis() + "ms",
                "ephemint.openai.api_key",
                LocalStack.API_KEY);
    }

    FaultServer server() {
        return server;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(FaultServer.class));
    }

    @Override
    public void stop() {
        gateway.close();
        server.close();
    }
}
