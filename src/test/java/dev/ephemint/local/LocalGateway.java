package dev.ephemint.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Plays API Gateway in front of the function: turns HTTP into events and answers back into HTTP, answers CORS preflight, and vouches
 * for the caller as its JWT authorizer would ({@link Identity}). The function polls it below {@code /_lambda_}.
 *
 * <p>Events are in format 2.0 (HTTP API), or 1.0 (REST API) for a request with {@code X-Local-Payload: 1.0}.
 */
public final class LocalGateway implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private final Loopback loopback = new Loopback();
    private final Supplier<List<String>> scopes;
    private final Clock clock;
    private final Duration timeout;
    private final RuntimeApi runtimeApi;
    private final Map<String, Handler<HttpServerRequest>> mounts = new LinkedHashMap<>();
    private Cors cors = new Cors(origin -> true);
    private Optional<StaticSite> site = Optional.empty();
    private Supplier<Optional<String>> obstacle = Optional::empty;
    private int port;

    /** A gateway as AWS runs it. {@code scopes}: what every caller's token grants. */
    public LocalGateway(Supplier<List<String>> scopes) {
        this(scopes, Clock.systemUTC(), Duration.ofSeconds(30));
    }

    /** {@code timeout}: the longest that a function may take; 30 s at AWS. */
    LocalGateway(Supplier<List<String>> scopes, Clock clock, Duration timeout) {
        this.scopes = scopes;
        this.clock = clock;
        this.timeout = timeout;
        this.runtimeApi = new RuntimeApi(clock, timeout);
    }

    /** Lets only pages from these origins call, instead of any. */
    public LocalGateway allow(Predicate<String> origins) {
        cors = new Cors(origins);
        return this;
    }

    /** Serves the files of a folder at {@code /} too. */
    public LocalGateway site(Path folder) {
        site = Optional.of(new StaticSite(folder));
        return this;
    }

    /** Answers 503 with this text, if there is one, instead of asking the function. */
    public LocalGateway unless(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
        return this;
    }

    /** Gives all requests below a path, such as {@code /_openai_}, to another handler. */
    public LocalGateway mount(String prefix, Handler<HttpServerRequest> handler) {
        mounts.put(prefix + "/", handler);
        return this;
    }

    /** Runs something once, when the function has started: one that fails to start asks for events too, for a moment. */
    public LocalGateway whenReady(Runnable action) {
        var ticks = new AtomicInteger();
        loopback.vertx().setPeriodic(200, tick -> {
            if (!runtimeApi.isPolled()) {
                ticks.set(0);
            } else if (ticks.incrementAndGet() == 3) {
                loopback.vertx().cancelTimer(tick);
                action.run();
            }
        });
        return this;
    }

    /** Runs something every second while no function asks for events; it gets the time when one was last seen. */
    public LocalGateway whileAway(Consumer<Instant> action) {
        loopback.vertx().setPeriodic(1000, tick -> {
            if (!runtimeApi.isPolled()) {
                action.accept(runtimeApi.lastSeen());
            }
        });
        return this;
    }

    /** Listens on the loopback address; 0 for any free port. Fails with a message fit for the user if the port is taken. */
    public LocalGateway listen(int port) {
        this.port = loopback.listen(port, this::handle);
        return this;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** Host, port and path for {@code AWS_LAMBDA_RUNTIME_API}, or for Quarkus's own setting of the same meaning. */
    public String runtimeApi() {
        return "localhost:" + port + RuntimeApi.PREFIX;
    }

    /** Hands the function this event, whatever it is, and gives its answer as it stands; fails where the function reports a failure. */
    public CompletableFuture<String> invoke(String event) {
        var answer = new CompletableFuture<String>();
        loopback.vertx()
                .runOnContext(
                        now -> runtimeApi.invoke(Buffer.buffer(event)).answer().onComplete(returned -> {
                            if (returned.succeeded()) {
                                answer.complete(returned.result().toString());
                            } else {
                                answer.completeExceptionally(returned.cause());
                            }
                        }));
        return answer;
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void handle(HttpServerRequest request) {
        if (request.path() == null) {
            GatewayAnswer.message(400, "Bad Request").send(request.response());
            return;
        }
        if (request.path().startsWith(RuntimeApi.PREFIX + "/")) {
            runtimeApi.handle(request);
            return;
        }
        for (var mount : mounts.entrySet()) {
            if (request.path().startsWith(mount.getKey())) {
                mount.getValue().handle(request);
                return;
            }
        }
        if (!isForThisMachine(request)) {
            GatewayAnswer.message(403, "Forbidden").send(request.response());
        } else if (cors.isPreflight(request)) {
            cors.answerPreflight(request);
        } else if (site.isEmpty() || !site.get().serve(request)) {
            withBody(request);
        }
    }

    /** A page of another site can point its own name at 127.0.0.1; API Gateway too refuses names that are not its own. */
    private static boolean isForThisMachine(HttpServerRequest request) {
        var host = request.authority();
        return host != null && List.of("localhost", "127.0.0.1", "[::1]").contains(host.host());
    }

    private void withBody(HttpServerRequest request) {
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> invoke(request, body));
    }

    private void invoke(HttpServerRequest request, Buffer body) {
        var id = UUID.randomUUID().toString();
        var payload = "1.0".equals(request.getHeader("X-Local-Payload")) ? Payload.V1 : Payload.V2;
        cors.mark(request);
        request.response().putHeader("apigw-requestid", id);
        if (body.length() > MAX_BODY_BYTES) {
            GatewayAnswer.message(413, "Request Entity Too Large").send(request.response());
            return;
        }
        var inTheWay = obstacle.get();
        if (inTheWay.isPresent()) {
            GatewayAnswer.message(503, inTheWay.get()).send(request.response());
            return;
        }
        var now = clock.instant();
        Optional<ObjectNode> claims;
        try {
            claims = Identity.of(request.headers(), scopes.get(), now);
        } catch (IllegalArgumentException e) {
            GatewayAnswer.message(400, e.getMessage()).send(request.response());
            return;
        }
        request.headers()
                .add("X-Amzn-Trace-Id", TraceId.next(clock))
                .add("X-Forwarded-For", request.remoteAddress().hostAddress())
                .add("X-Forwarded-Port", Integer.toString(port))
                .add("X-Forwarded-Proto", "http");
        request.headers().remove(HttpHeaders.EXPECT);
        var invoked = runtimeApi.invoke(payload.event(GatewayRequest.of(request, body, id, now, claims)));
        var timer = loopback.vertx().setTimer(timeout.toMillis(), late -> {
            GatewayAnswer.timedOut(payload).send(request.response());
            invoked.abandon().run();
        });
        invoked.answer().onComplete(answer -> {
            loopback.vertx().cancelTimer(timer);
            (answer.succeeded() ? GatewayAnswer.read(answer.result(), payload) : GatewayAnswer.functionFailed(payload))
                    .send(request.response());
        });
    }
}
