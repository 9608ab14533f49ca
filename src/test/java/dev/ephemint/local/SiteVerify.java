package dev.ephemint.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Plays the verifiers of bot checks, each below a path of its own: {@code /turnstile}, {@code /hcaptcha} and {@code /recaptcha}. A token is
 * good once, as a test arranged; fails when told to, and remembers every request.
 */
public final class SiteVerify implements AutoCloseable {
    /** The secret of the site; never to be seen anywhere but in requests to the verifier. */
    public static final String SECRET = "0x-CANARY-siteverify";

    private final Loopback loopback = new Loopback();
    private final FaultPlan faults = new FaultPlan();
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> good = new ConcurrentHashMap<>();
    private int port;

    SiteVerify listen() {
        port = loopback.listen(0, this::handle);
        return this;
    }

    /** The base URL of a provider such as {@code turnstile}. */
    public String url(String provider) {
        return "http://localhost:" + port + "/" + provider;
    }

    /** Makes {@code token} good once, with this verdict; empty texts leave a field out. */
    public void accept(String token, String hostname, String action, String score) {
        var verdict =
                new ObjectMapper().createObjectNode().put("success", true).put("challenge_ts", "2026-11-20T09:00:00Z");
        verdict.putArray("error-codes");
        if (!hostname.isEmpty()) {
            verdict.put("hostname", hostname);
        }
        if (!action.isEmpty()) {
            verdict.put("action", action);
        }
        if (!score.isEmpty()) {
            verdict.put("score", Double.parseDouble(score));
        }
        good.put(token, verdict);
    }

    /** Fails the next {@code times} requests; all of them by -1. */
    public void fail(int times, Fault fault) {
        faults.add("*", times, fault);
    }

    /** All requests since the last {@link #reset}, oldest first. */
    public List<Recorded> recorded() {
        return List.copyOf(recorded);
    }

    /** Forgets requests, tokens and faults. */
    public void reset() {
        recorded.clear();
        good.clear();
        faults.clear();
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void handle(HttpServerRequest request) {
        var vertx = Vertx.currentContext().owner();
        request.body().onSuccess(body -> {
            var seen = Recorded.of(request, request.uri(), body.toString());
            recorded.add(seen);
            faults.apply("*", Reply.json(200, verdict(seen))).send(request, vertx);
        });
    }

    private ObjectNode verdict(Recorded request) {
        var form = form(request.body());
        if (!request.method().equals("POST") || !request.path().endsWith("/siteverify")) {
            return refused("bad-request");
        }
        if (!SECRET.equals(form.get("secret"))) {
            return refused("invalid-input-secret");
        }
        var verdict = good.remove(form.getOrDefault("response", ""));
        return verdict == null ? refused("timeout-or-duplicate") : verdict;
    }

    private static ObjectNode refused(String code) {
        var verdict = new ObjectMapper().createObjectNode().put("success", false);
        verdict.putArray("error-codes").add(code);
        return verdict;
    }

    /** The fields of a form. */
    public static Map<String, String> form(String body) {
        var fields = new TreeMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
