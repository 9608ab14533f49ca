package dev.ephemint.local;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.ephemint.local.openai.Refused;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Plays OpenAI: mints client secrets, refuses what OpenAI refuses in its own words, fails when told to, and remembers every request.
 * It either listens by itself ({@link #listen}) or is mounted in a server.
 */
public final class StandIn implements Handler<HttpServerRequest>, AutoCloseable {
    private final String prefix;
    private final Clock clock;
    private final EphemeralKeys keys;
    private final boolean azure;
    private final Minting minting;
    private final Calls calls;
    private final Sockets sockets;
    private final Control control = new Control(this);
    private final FaultPlan faults = new FaultPlan();
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private Loopback loopback;
    private volatile String apiKey;
    private int port;

    /** Knows one API key, and is mounted at a path such as {@code /_openai_}, or at the root by an empty one. */
    public StandIn(String apiKey, String prefix) {
        this(apiKey, prefix, "ek_", Clock.systemUTC());
    }

    /** {@code secretPrefix}: what every minted secret begins with. */
    StandIn(String apiKey, String prefix, String secretPrefix, Clock clock) {
        this(apiKey, prefix, false, secretPrefix, clock);
    }

    /** Plays Azure OpenAI instead: the paths, the key's header, and no legacy endpoints. */
    static StandIn azure(String apiKey, String secretPrefix, Clock clock) {
        return new StandIn(apiKey, "/openai", true, secretPrefix, clock);
    }

    private StandIn(String apiKey, String prefix, boolean azure, String secretPrefix, Clock clock) {
        this.apiKey = apiKey;
        this.azure = azure;
        this.prefix = prefix;
        this.clock = clock;
        this.keys = new EphemeralKeys(secretPrefix, clock);
        this.minting = new Minting(() -> this.apiKey, azure, keys);
        this.calls = new Calls(keys);
        this.sockets = new Sockets(keys);
    }

    /** Listens on the loopback address; 0 for any free port. */
    public StandIn listen(int port) {
        loopback = new Loopback();
        this.port = loopback.listen(port, this);
        return this;
    }

    /** The base URL to give to the function, if this stand-in listens by itself. */
    public String url() {
        return "http://localhost:" + port + prefix;
    }

    /** Knows another API key from now on, and the old one no more. */
    public void rotate(String newKey) {
        apiKey = newKey;
    }

    /** Fails the next requests to a path, or to any by {@code *}, {@code times} times, or until {@link #reset} by -1. */
    public void fail(String path, int times, Fault fault) {
        faults.add(path, times, fault);
    }

    /** Fails the next request, whatever its path. */
    public void failNext(Fault fault) {
        fail("*", 1, fault);
    }

    /** All requests since the last {@link #reset}, oldest first. */
    public List<Recorded> recorded() {
        return List.copyOf(recorded);
    }

    /** Forgets requests and faults. */
    public void reset() {
        recorded.clear();
        faults.clear();
    }

    @Override
    public void close() {
        if (loopback != null) {
            loopback.close();
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (sockets.serves(request, request.path().substring(prefix.length()))) {
            sockets.open(request);
            return;
        }
        var vertx = Vertx.currentContext().owner();
        request.body().onSuccess(body -> {
            var seen = Recorded.of(request, request.uri().substring(prefix.length()), body.toString());
            if (seen.path().startsWith(Control.PATH)) {
                control.answer(seen).send(request, vertx);
                return;
            }
            recorded.add(seen);
            faults.apply(seen.path(), answer(seen)).send(request, vertx);
        });
    }

    private Reply answer(Recorded request) {
        return route(request)
                .with("x-request-id", "req_" + keys.random(16))
                .with("openai-processing-ms", "42")
                .with("openai-version", "2020-10-01")
                .with(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)));
    }

    private Reply route(Recorded request) {
        try {
            if (calls.serves(request.path())) {
                return calls.answer(request);
            }
            var endpoint = MintEndpoint.at(request.path());
            if (azure && endpoint.filter(asked -> asked.legacy).isPresent()) {
                throw new Refused(404, "404", null, "Resource not found");
            }
            if (endpoint.isPresent() && request.method().equals("POST")) {
                return minting.mint(endpoint.get(), request);
            }
            if (request.method().equals("GET") && request.path().startsWith(Models.PATH)) {
                minting.authorize(request);
                return Models.answer(request.path().substring(Models.PATH.length()));
            }
            throw new Refused(404, null, null, "Invalid URL (" + request.method() + " " + request.path() + ")");
        } catch (Refused refused) {
            return Reply.json(refused.status(), refused.body());
        }
    }
}
