package dev.ephemint.local;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * {@link LocalStack} for functions with several upstreams and keys in AWS: a {@link StandIn} as OpenAI, one as Azure, and a
 * {@link SecretStore}. Every upstream has presets of the same name, and each key of its own, so that tests cannot disturb one another.
 */
public final class UpstreamStack implements QuarkusTestResourceLifecycleManager {
    /** The key that the stand-in for OpenAI knows at first. */
    public static final String API_KEY = "sk-CANARY-upstream-3f9a1c7e";

    /** The key that the stand-in for Azure knows. */
    public static final String AZURE_KEY = "azureCANARY0123456789abcdef";

    /** What every minted client secret begins with. */
    public static final String SECRET_PREFIX = "ek_CANARY_";

    /** Upstreams whose key is a plain secret of the same name, below {@code test/}. */
    public static final List<String> WITH_SECRET = List.of(
            "plain",
            "rotated",
            "outage",
            "hanging",
            "malformed",
            "unknown",
            "revoked",
            "blank",
            "quoted",
            "broken",
            "unresolved",
            "referenced");

    private StandIn openAi;
    private StandIn azure;
    private SecretStore store;
    private LocalGateway gateway;

    @Override
    public Map<String, String> start() {
        openAi = new StandIn(API_KEY, "", SECRET_PREFIX, Clock.systemUTC()).listen(0);
        azure = StandIn.azure(AZURE_KEY, SECRET_PREFIX, Clock.systemUTC()).listen(0);
        store = new SecretStore().listen(0);
        gateway = new LocalGateway(() -> LocalStack.SCOPES).listen(0);
        var config = new LinkedHashMap<String, String>();
        config.put("quarkus-internal.aws-lambda.test-api", gateway.runtimeApi());
        config.put("quarkus.lambda.mock-event-server.test-port", Integer.toString(gateway.port()));
        config.put("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", Integer.toString(store.port()));
        config.put("AWS_SESSION_TOKEN", SecretStore.TOKEN);
        config.put("quarkus.rest-client.openai.url", openAi.url());
        config.put("quarkus.rest-client.openai.headers.user-agent", "of-the-settings");
        config.put("ephemint.openai.api_key", API_KEY);
        config.put("ephemint.openai.organization", "org-default");
        config.put("ephemint.openai.project", "proj_default");
        WITH_SECRET.forEach(name -> upstream(config, name, openAi, "api_key_secret", "test/" + name));
        upstream(config, "field", openAi, "api_key_secret", "test/json");
        config.put("ephemint.upstreams.field.api_key_secret_field", "openai");
        upstream(config, "parameter", openAi, "api_key_parameter", "/test/openai");
        upstream(config, "azure-eu", azure, "api_key", AZURE_KEY);
        config.put("quarkus.rest-client.azure-eu.url", azure.url().replace("/openai", ""));
        config.put("ephemint.upstreams.azure-eu.provider", "azure");
        azurePresets(config);
        return config;
    }

    private static void upstream(Map<String, String> config, String name, StandIn server, String key, String value) {
        config.put("quarkus.rest-client." + name + ".url", server.url());
        config.put("ephemint.upstreams." + name + "." + key, value);
        config.put("ephemint.presets." + name + ".upstream", name);
        config.put("ephemint.presets." + name + ".realtime.model", "gpt-realtime-2.1");
    }

    private static void azurePresets(Map<String, String> config) {
        config.put("ephemint.presets.azure-eu.realtime.model", "my-voice-deployment");
        config.put("ephemint.presets.azure-eu.realtime.instructions", "Be brief.");
        config.put("ephemint.presets.azure-eu.webrtc_filter", "true");
        config.put("ephemint.presets.azure-captions.upstream", "azure-eu");
        config.put(
                "ephemint.presets.azure-captions.transcription.audio.input.transcription.model",
                "my-transcription-deployment");
        config.put("ephemint.presets.azure-tour.upstream", "azure-eu");
        config.put("ephemint.presets.azure-tour.webrtc_filter", "true");
        config.put("ephemint.presets.azure-tour.translation.model", "my-translation-deployment");
        config.put("ephemint.presets.azure-tour.translation.audio.output.language", "es");
    }

    /** After {@link LocalStack}, which other tests start for all: what is set here counts. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(UpstreamStack.class));
    }

    /** Plays OpenAI. */
    public StandIn openAi() {
        return openAi;
    }

    /** Plays Azure OpenAI. */
    public StandIn azure() {
        return azure;
    }

    /** Plays the extension and the stores behind it. */
    public SecretStore store() {
        return store;
    }

    @Override
    public void stop() {
        gateway.close();
        store.close();
        azure.close();
        openAi.close();
    }
}
