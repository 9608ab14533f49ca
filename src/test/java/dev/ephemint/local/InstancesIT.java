package dev.ephemint.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Several instances of the native function, each in its own process behind its own door, count in one table. */
class InstancesIT {

    private static final int INSTANCES = 4;
    private static final int CALLS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String ada = "ada-" + UUID.randomUUID();
    private final List<LocalGateway> gateways = new ArrayList<>();
    private final List<Process> functions = new ArrayList<>();
    private QuotaTable table;
    private StandIn standIn;

    @BeforeEach
    void start() throws IOException {
        table = QuotaTable.start();
        standIn = new StandIn(LocalStack.API_KEY, "", LocalStack.SECRET_PREFIX, Clock.systemUTC()).listen(0);
        for (int i = 0; i < INSTANCES; i++) {
            LocalGateway gateway = new LocalGateway(() -> LocalStack.SCOPES).listen(0);
            gateways.add(gateway);
            functions.add(function(gateway));
        }
    }

    /** Started as AWS Lambda starts it: by environment variables alone. */
    private Process function(LocalGateway gateway) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("native.image.path"));
        var environment = builder.environment();
        environment.put("AWS_LAMBDA_RUNTIME_API", gateway.runtimeApi());
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("AWS_ACCESS_KEY_ID", "AKIDTEST");
        environment.put("AWS_SECRET_ACCESS_KEY", "aws-CANARY-secret");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", table.url());
        environment.put("EPHEMINT_QUOTA_TABLE", QuotaTable.NAME);
        environment.put("OPENAI_API_KEY", LocalStack.API_KEY);
        environment.put("QUARKUS_REST_CLIENT_OPENAI_URL", standIn.url());
        environment.put(
                "QUARKUS_CONFIG_LOCATIONS",
                Path.of("src/test/resources/test-presets.yaml").toUri().toString());
        for (var provider : List.of("TURNSTILE", "HCAPTCHA", "RECAPTCHA")) {
            environment.put("EPHEMINT_BOT_CHECK_" + provider + "_SECRET", SiteVerify.SECRET);
        }
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        Path.of("target", "instance-" + gateway.port() + ".log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (var function : functions) {
            function.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        gateways.forEach(LocalGateway::close);
        standIn.close();
        table.close();
    }

    private int mint(LocalGateway gateway, String preset) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(gateway.url() + "/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Local-Identity", ada)
                .POST(BodyPublishers.ofString("{\"preset\": \"" + preset + "\"}"))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void theyLoseNoCountAndGrantNoUnitTooMany() throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            gateways.forEach(gateway -> work.add(() -> mint(gateway, "metered")));
        }
        var pool = Executors.newFixedThreadPool(INSTANCES * 2);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (var done : pool.invokeAll(work)) {
                statuses.add(done.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(INSTANCES * CALLS - 3);
        assertThat(standIn.recorded()).hasSize(3);
        assertThat(table.items()).singleElement().satisfies(item -> assertThat(
                        item.path("count").path("N").asText())
                .isEqualTo("3"));
    }
}
