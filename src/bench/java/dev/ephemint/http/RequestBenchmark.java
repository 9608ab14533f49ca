package dev.ephemint.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.audit.AuditLog;
import dev.ephemint.audit.Trail;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.config.Faults;
import dev.ephemint.metrics.EmbeddedMetrics;
import dev.ephemint.mint.Gate;
import dev.ephemint.mint.Mint;
import dev.ephemint.openai.CannedOpenAi;
import dev.ephemint.quota.Quotas;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One request, in parts and whole, with an OpenAI that answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestBenchmark {

    private static final ObjectMapper EVENTS = new ObjectMapper();
    private static final ObjectReader READER = EVENTS.readerFor(GatewayEvent.class);

    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final AuditLog AUDIT = new AuditLog(NOWHERE);
    private static final EmbeddedMetrics METRICS = new EmbeddedMetrics("Bench", NOWHERE);

    private static final String PLAIN = "{\"preset\": \"support-agent\"}";
    private static final String NARROWED = "{\"preset\": \"support-agent\", \"expires_after\": 30,"
            + " \"session\": {\"audio\": {\"output\": {\"voice\": \"cedar\"}}}, \"variables\": {\"customer_name\": \"Ada\"}}";

    private static Trail last;

    private final TokenEndpoint endpoint = endpoint();
    private final String plainText = event(PLAIN);
    private final String narrowedText = event(NARROWED);
    private final GatewayEvent plain = read(plainText);
    private final GatewayEvent narrowed = read(narrowedText);

    /** Leaves a trail to write down. */
    @Setup
    public void request() {
        endpoint.answer(plain);
    }

    @Benchmark
    public Object readsEvent() {
        return read(narrowedText);
    }

    @Benchmark
    public Object readsBody() {
        return TokenRequestReader.read(JsonBody.of(narrowed));
    }

    @Benchmark
    public Object grants() {
        return endpoint.answer(plain);
    }

    @Benchmark
    public Object grantsNarrowed() {
        return endpoint.answer(narrowed);
    }

    @Benchmark
    public void writesAuditLine() {
        AUDIT.write(last);
    }

    @Benchmark
    public void writesMetrics() {
        METRICS.count(last);
    }

    @Benchmark
    public byte[] whole() throws IOException {
        return EVENTS.writeValueAsBytes(endpoint.answer(read(plainText)));
    }

    private static GatewayEvent read(String event) {
        try {
            return READER.readValue(event);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String event(String body) {
        return EVENTS.createObjectNode()
                .put("version", "2.0")
                .put("rawPath", "/token")
                .put("body", body)
                .put("isBase64Encoded", false)
                .<ObjectNode>set(
                        "headers",
                        EVENTS.createObjectNode()
                                .put("content-type", "application/json")
                                .put("origin", "https://www.example.com")
                                .put("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"))
                .set("requestContext", context())
                .toString();
    }

    private static JsonNode context() {
        return tree("""
                {"http": {"method": "POST", "path": "/token", "sourceIp": "203.0.113.7"}, "requestId": "JKJaXmPLvHcESHA=",
                 "stage": "$default", "authorizer": {"jwt": {"scopes": ["realtime:mint"], "claims": {"sub": "user",
                 "iss": "https://issuer.example.com", "scope": "realtime:mint", "client_id": "web", "exp": "1741809600"}}}}
                """);
    }

    private static JsonNode tree(String json) {
        try {
            return EVENTS.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TokenEndpoint endpoint() {
        Map<String, String> properties = Map.of(
                "quarkus.rest-client.openai.url", "https://api.openai.com", "ephemint.openai.api_key", "sk-bench");
        Settings settings = Settings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(properties, "bench", 100))
                        .build(),
                Bundle.OWN,
                Clock.systemUTC(),
                new Faults());
        Gate gate = new Gate(
                new BotCheck(Map.of()),
                Quotas.of(Optional.empty(), Pseudonyms.of(Optional.empty()), false),
                Optional.empty());
        return new TokenEndpoint(
                new Mint(settings.catalogue(), gate, CannedOpenAi.upstreams(), true, Duration.ofHours(2)),
                RequestBenchmark::note,
                Runnable::run);
    }

    private static void note(Trail trail) {
        last = trail;
        AUDIT.write(trail);
        METRICS.count(trail);
    }
}
