package dev.ephemint.function;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.config.Faults;
import dev.ephemint.http.GatewayEvent;
import dev.ephemint.http.GatewayResponse;
import dev.ephemint.http.TokenEndpoint;
import dev.ephemint.mint.Gate;
import dev.ephemint.mint.Mint;
import dev.ephemint.openai.Upstreams;
import dev.ephemint.openai.UpstreamsProducer;
import dev.ephemint.quota.Quotas;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.Settings;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/**
 * Whole requests that nobody made: a preset, a key and an OpenAI of its own, the last one on the loopback address. Nothing leaves
 * the machine, nothing is minted, logged or counted, and what the operator configured is not touched.
 */
@Singleton
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
public class Rehearsal {

    private static final String UPSTREAM = "rehearsal";

    private static final String EVENT = """
            {"version": "2.0", "routeKey": "POST /token", "rawPath": "/token", "rawQueryString": "",
             "headers": {"content-type": "application/json", "origin": "https://rehearsal.example"},
             "requestContext": {"http": {"method": "POST", "path": "/token", "sourceIp": "192.0.2.1"}, "requestId": "rehearsal=",
               "authorizer": {"jwt": {"scopes": ["rehearsal"], "claims": {"iss": "https://rehearsal.example", "sub": "nobody",
                 "scope": "rehearsal"}}}},
             "body": "%s", "isBase64Encoded": false}
            """;

    private static final String GRANTED = """
            {\\"preset\\": \\"rehearsal\\", \\"expires_after\\": 30, \\"variables\\": {\\"name\\": \\"Ada\\"},\
            \\"session\\": {\\"audio\\": {\\"output\\": {\\"voice\\": \\"cedar\\"}}}}""";

    private static final String REFUSED =
            "{\\\"preset\\\": \\\"rehearsal\\\", \\\"session\\\": {\\\"model\\\": \\\"other\\\"}}";

    private final UpstreamsProducer producer;
    private final Vertx vertx;
    private final ObjectMapper json;

    @Inject
    Rehearsal(UpstreamsProducer producer, Vertx vertx, ObjectMapper json) {
        this.producer = producer;
        this.vertx = vertx;
        this.json = json;
    }

    /**
     * Grants and refuses {@code times} requests each.
     *
     * @throws IllegalStateException where one is not answered as it should be; the rest are left out then
     */
    void run(int times) {
        HttpServer openAi = openAi();
        try {
            TokenEndpoint endpoint = endpoint(openAi.actualPort());
            for (int i = 0; i < times; i++) {
                answer(endpoint, GRANTED, 200);
                answer(endpoint, REFUSED, 400);
            }
        } finally {
            openAi.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private HttpServer openAi() {
        return vertx.createHttpServer()
                .requestHandler(
                        request -> request.response()
                                .putHeader("content-type", "application/json")
                                .end(
                                        "{\"value\": \"ek_rehearsal\", \"expires_at\": "
                                                + Instant.now().plusSeconds(30).getEpochSecond()
                                                + ", \"session\": {\"id\": \"sess_1\", \"type\": \"realtime\", \"model\": \"gpt-realtime\"}}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** As {@link Assembly} makes it, with a journal that writes to nowhere. */
    private TokenEndpoint endpoint(int port) {
        Settings settings = settings(port);
        Upstreams upstreams = producer.of(
                settings.upstreams().stream()
                        .filter(upstream -> upstream.name().equals(UPSTREAM))
                        .toList(),
                settings.deadline());
        Pseudonyms pseudonyms = Pseudonyms.of(Optional.of("rehearsal"));
        Gate gate = new Gate(
                new BotCheck(Map.of()), Quotas.of(Optional.empty(), pseudonyms, false), Optional.of(pseudonyms));
        return new TokenEndpoint(
                new Mint(settings.catalogue(), gate, upstreams, true, settings.maxLifetime()),
                Journal.toNowhere(),
                Runnable::run);
    }

    private static Settings settings(int port) {
        Faults faults = new Faults();
        Map<String, String> properties = Map.ofEntries(
                Map.entry("quarkus.rest-client.openai.url", "https://rehearsal.invalid"),
                Map.entry("quarkus.rest-client.rehearsal.url", "http://127.0.0.1:" + port),
                Map.entry("ephemint.openai.api_key", "none"),
                Map.entry("ephemint.upstreams.rehearsal.api_key", "none"),
                Map.entry("ephemint.presets.rehearsal.upstream", UPSTREAM),
                Map.entry("ephemint.presets.rehearsal.expires_after", "60s"),
                Map.entry("ephemint.presets.rehearsal.quota.limit", "1000000"),
                Map.entry("ephemint.presets.rehearsal.quota.per", "1h"),
                Map.entry("ephemint.presets.rehearsal.access.scopes[0]", "rehearsal"),
                Map.entry("ephemint.presets.rehearsal.overrides[0].path", "audio.output.voice"),
                Map.entry("ephemint.presets.rehearsal.overrides[0].one_of[0]", "marin"),
                Map.entry("ephemint.presets.rehearsal.overrides[0].one_of[1]", "cedar"),
                Map.entry("ephemint.presets.rehearsal.variables.name.max_length", "40"),
                Map.entry("ephemint.presets.rehearsal.variables.name.default", "there"),
                Map.entry("ephemint.presets.rehearsal.realtime.model", "gpt-realtime"),
                Map.entry("ephemint.presets.rehearsal.realtime.instructions", "Greet {{name}}."),
                Map.entry("ephemint.presets.rehearsal.realtime.audio.output.voice", "marin"));
        Settings settings = Settings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(properties, UPSTREAM, 100))
                        .build(),
                Bundle.NONE,
                Clock.systemUTC(),
                faults);
        if (!faults.none()) {
            throw new IllegalStateException(faults.toString());
        }
        return settings;
    }

    private void answer(TokenEndpoint endpoint, String body, int status) {
        try {
            GatewayEvent event = json.readerFor(GatewayEvent.class).readValue(EVENT.formatted(body));
            GatewayResponse answer = endpoint.answer(event);
            json.writerFor(GatewayResponse.class).writeValue(new ByteArrayOutputStream(), answer);
            if (answer.statusCode() != status) {
                throw new IllegalStateException("answered " + answer.statusCode() + " instead of " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
