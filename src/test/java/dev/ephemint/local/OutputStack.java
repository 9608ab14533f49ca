package dev.ephemint.local;

import java.time.Clock;
import java.util.Map;

/** What a function needs around it that runs as a process of its own: the gateway, OpenAI, Azure, and keys in AWS. */
public final class OutputStack implements AutoCloseable {
    private static final String API_KEY = "sk-CANARY-3f9a1c7e5b2d4068";
    private static final String AZURE_KEY = "CANARYazure0123456789abcdef";

    private final StandIn openAi = new StandIn(API_KEY, "", "ek_CANARY_", Clock.systemUTC()).listen(0);
    private final StandIn azure =
            StandIn.azure(AZURE_KEY, "ek_CANARY_", Clock.systemUTC()).listen(0);
    private final SecretStore store = new SecretStore().listen(0);
    private final LocalGateway gateway = new LocalGateway(() -> LocalStack.SCOPES).listen(0);

    public OutputStack() {
        store.putSecret("test/openai", "{\"key\": \"" + API_KEY + "\"}");
        store.putParameter("/test/azure", AZURE_KEY);
    }

    /** Plays OpenAI. */
    public StandIn openAi() {
        return openAi;
    }

    /** Plays API Gateway and Lambda. */
    public LocalGateway gateway() {
        return gateway;
    }

    /** The environment variables that point a function here. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", gateway.runtimeApi(),
                "AWS_SESSION_TOKEN", SecretStore.TOKEN,
                "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", Integer.toString(store.port()),
                "EPHEMINT_OPENAI_API_KEY_SECRET", "test/openai",
                "EPHEMINT_OPENAI_API_KEY_SECRET_FIELD", "key",
                "QUARKUS_REST_CLIENT_OPENAI_URL", openAi.url(),
                "QUARKUS_REST_CLIENT_AZURE_EU_URL", azure.url().replace("/openai", ""));
    }

    @Override
    public void close() {
        gateway.close();
        store.close();
        azure.close();
        openAi.close();
    }
}
