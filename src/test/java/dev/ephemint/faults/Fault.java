package dev.ephemint.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

import dev.ephemint.faults.FaultServer.Script;

/**
 * A way for the upstream to fail, and what has to come of it.
 *
 * @param name what happens
 * @param before what becomes of the server before the request
 * @param scripts what it does with the first request, and so on; the last one for all that follow
 * @param code the code of the problem that the caller gets, or {@code ok}
 * @param requests how many requests the upstream may see
 */
record Fault(String name, Consumer<FaultServer> before, List<Script> scripts, String code, int requests) {

    private static final Script HEALTHY = wire -> wire.write(Answer.secret());
    private static final String TIMEOUT = "upstream_timeout";
    private static final String UNREACHABLE = "upstream_unreachable";
    private static final String INVALID = "upstream_invalid";
    private static final String REJECTED = "upstream_rejected";
    private static final String BUSY = "upstream_busy";
    private static final Duration DRIP = Duration.ofMillis(50);
    private static final int LIMIT = 64 * 1024;

    /** Every fault there is. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.addAll(connections());
        all.addAll(statuses());
        all.addAll(bodies());
        all.addAll(secrets());
        return all;
    }

    /** Of every kind of fault one for each thing that can come of it, with one time-out in all: what a build has time for. */
    static List<Fault> some() {
        Map<Object, Fault> some = new LinkedHashMap<>();
        for (List<Fault> kind : List.of(connections(), statuses(), bodies(), secrets())) {
            kind.forEach(fault -> some.putIfAbsent(
                    fault.code.equals(TIMEOUT) ? TIMEOUT : List.of(kind, fault.code, fault.requests), fault));
        }
        return List.copyOf(some.values());
    }

    private static List<Fault> connections() {
        return List.of(
                one("healthy", HEALTHY, "ok", 1),
                new Fault("refuses connections", FaultServer::goAway, List.of(HEALTHY), UNREACHABLE, 0),
                new Fault("black hole", FaultServer::becomeBlackHole, List.of(HEALTHY), UNREACHABLE, 0),
                one("accepts and says nothing", wire -> wire.hang(), TIMEOUT, 1),
                one("one byte at a time in the headers", wire -> wire.drip(padded(2000), DRIP), TIMEOUT, 1),
                one("one byte at a time in the body", Fault::dripBody, TIMEOUT, 1),
                one(
                        "says 100 Continue, then nothing",
                        wire -> start(wire, "HTTP/1.1 100 Continue\r\n\r\n"),
                        TIMEOUT,
                        1),
                one("says 103 Early Hints, then a secret", Fault::hintFirst, "ok", 1),
                one(
                        "switches protocols",
                        wire -> start(wire, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"),
                        INVALID,
                        1),
                one("headers without end", wire -> wire.flood("X-Endless: yes\r\n"), UNREACHABLE, 1),
                one("body without end, fast", wire -> flood(wire, "Transfer-Encoding: chunked"), INVALID, 1),
                one("body without end, length unknown", wire -> flood(wire, "Connection: close"), INVALID, 1),
                one("body shorter than declared, then silence", Fault::shortBody, TIMEOUT, 1),
                one("body cut off", wire -> cut(wire, true), UNREACHABLE, 1),
                one("reset in the body", wire -> cut(wire, false), UNREACHABLE, 1),
                one("half-close instead of an answer", wire -> wire.halfClose(), UNREACHABLE, 2),
                one("reset instead of an answer", wire -> wire.reset(), UNREACHABLE, 2),
                one("close instead of an answer", wire -> wire.close(), UNREACHABLE, 2),
                one("head cut off", Fault::halfHead, UNREACHABLE, 2),
                one("no HTTP", wire -> start(wire, "SSH-2.0-OpenSSH_9.2\r\n"), UNREACHABLE, 1),
                then("reset, then healthy", wire -> wire.reset()),
                then("close, then healthy", wire -> wire.close()),
                new Fault("idle connection closed", FaultServer::dropConnections, List.of(HEALTHY), "ok", 1));
    }

    private static List<Fault> statuses() {
        return List.of(
                one("400", error(400, "invalid_value"), REJECTED, 1),
                one("400 with X-Should-Retry: true", error(400, "x", "X-Should-Retry", "true"), REJECTED, 2),
                one("401", error(401, "invalid_api_key"), REJECTED, 1),
                one("403", error(403, "x"), REJECTED, 1),
                one("404", error(404, "model_not_found"), REJECTED, 1),
                one("408", error(408, "x"), UNREACHABLE, 2),
                one("409", error(409, "x"), UNREACHABLE, 2),
                one("422", error(422, "x"), REJECTED, 1),
                one("429", error(429, "rate_limit_exceeded"), BUSY, 1),
                one("429 with Retry-After: 1", error(429, "slow_down", "Retry-After", "1"), BUSY, 2),
                one("429 with Retry-After: 86400", error(429, "slow_down", "Retry-After", "86400"), BUSY, 1),
                one("429 with Retry-After: -1", error(429, "slow_down", "Retry-After", "-1"), BUSY, 1),
                one("429 with Retry-After: soon", error(429, "slow_down", "Retry-After", "soon"), BUSY, 1),
                one(
                        "429 with Retry-After: a date",
                        error(429, "x", "Retry-After", Answer.date(Instant.now())),
                        BUSY,
                        1),
                one("429 insufficient_quota", error(429, "insufficient_quota", "Retry-After", "1"), BUSY, 1),
                one(
                        "429 credit_balance_exhausted",
                        error(429, "credit_balance_exhausted", "X-Should-Retry", "true"),
                        BUSY,
                        1),
                one("500", error(500, "x"), UNREACHABLE, 2),
                one("501", error(501, "x"), UNREACHABLE, 1),
                one("502 in HTML", wire -> wire.write(html(502)), UNREACHABLE, 2),
                one("503", error(503, "server_is_overloaded"), BUSY, 2),
                one("503 with Retry-After: 3600", error(503, "slow_down", "Retry-After", "3600"), BUSY, 1),
                one("503 with X-Should-Retry: false", error(503, "x", "X-Should-Retry", "false"), BUSY, 1),
                one("504", error(504, "x"), UNREACHABLE, 2),
                then("500, then healthy", error(500, "x")),
                then("503, then healthy", error(503, "x")),
                two("503, then silence", error(503, "x"), wire -> wire.hang(), TIMEOUT),
                two("reset, then 400", wire -> wire.reset(), error(400, "x"), REJECTED),
                one("error of 1 MiB", wire -> wire.write(Answer.error(400, "x").body("x".repeat(1 << 20))), INVALID, 1),
                one("201", wire -> wire.write(Answer.status(201)), INVALID, 1),
                one("204", wire -> wire.write(Answer.status(204)), INVALID, 1),
                one("301", redirect(301), INVALID, 1),
                one("307", redirect(307), INVALID, 1),
                one("308 to nowhere", wire -> wire.write(Answer.status(308)), INVALID, 1),
                one("999", wire -> wire.write(Answer.status(999)), UNREACHABLE, 1));
    }

    private static List<Fault> bodies() {
        Answer good = Answer.lasting();
        String json = new String(good.body(), StandardCharsets.UTF_8);
        return List.of(
                answer("unknown fields", good.body("{\"new\":{\"deep\":[1e400,null]}," + json.substring(1)), "ok"),
                answer("64 KiB", good.body(json + " ".repeat(LIMIT - json.length())), "ok"),
                answer("64 KiB and a byte", good.body(json + " ".repeat(LIMIT + 1 - json.length())), INVALID),
                answer("1 MiB", good.body(json + " ".repeat(1 << 20)), INVALID),
                answer("empty 200", good.body(""), INVALID),
                answer("HTML", html(200), INVALID),
                answer("text/plain", good.header("Content-Type", "text/plain"), INVALID),
                answer("no content type", good.without("Content-Type"), INVALID),
                answer("content type of nonsense", good.header("Content-Type", "/;;=\""), INVALID),
                answer("multipart", good.header("Content-Type", "multipart/form-data; boundary=x"), INVALID),
                answer(
                        "charset in the content type",
                        good.header("Content-Type", "Application/JSON; charset=utf-8"),
                        "ok"),
                answer("gzip", good.header("Content-Encoding", "gzip").body(gzip(json)), INVALID),
                answer(
                        "gzip bomb of 16 MiB",
                        good.header("Content-Encoding", "gzip").body(gzip(json + " ".repeat(1 << 24))),
                        INVALID),
                answer("Content-Length: -1", good.header("Content-Length", "-1"), UNREACHABLE),
                answer("Transfer-Encoding: nonsense", good.header("Transfer-Encoding", "nonsense"), UNREACHABLE),
                answer(
                        "Content-Length and Transfer-Encoding",
                        good.header("Transfer-Encoding", "chunked").header("Content-Length", "5"),
                        UNREACHABLE),
                answer("chunks with extensions and trailers", chunked(json, "Server-Timing: x\r\n"), "ok"),
                answer("trailers of 1 MiB", chunked(json, "Server-Timing: x\r\n".repeat(1 << 16)), INVALID),
                answer("chunk longer than declared", chunked(json, "").body("5\r\n" + json), INVALID),
                one("more than declared", wire -> wire.write(good.and(Answer.error(400, "x"))), "ok", 1),
                answer(
                        "invalid UTF-8",
                        good.body(json.replace("sess_1", "sess_\u00e9").getBytes(StandardCharsets.ISO_8859_1)),
                        INVALID),
                answer("UTF-16", good.body(json.getBytes(StandardCharsets.UTF_16)), INVALID),
                answer("half a surrogate pair", good.body(json.replace("sess_1", "\\ud800")), INVALID),
                answer("not JSON", good.body(json.substring(0, json.length() - 1)), INVALID),
                answer("two JSON values", good.body(json + json), INVALID),
                answer("60,000 open brackets", good.body("[".repeat(60_000)), INVALID),
                answer(
                        "a number beyond every machine",
                        good.body("{\"new\":1e99999999999999999999," + json.substring(1)),
                        INVALID),
                answer("a list", good.body("[" + json + "]"), INVALID),
                answer("null", good.body("null"), INVALID),
                answer(
                        "error in 200",
                        Answer.ok(new String(Answer.error(400, "x").body(), StandardCharsets.UTF_8)),
                        INVALID),
                answer("error beside a secret", good.body("{\"error\":\"x\"," + json.substring(1)), INVALID));
    }

    private static List<Fault> secrets() {
        long now = Instant.now().getEpochSecond();
        String soon = Long.toString(now + 3600);
        String value = "\"" + Answer.SECRET + "\"";
        List<Fault> all = new ArrayList<>();
        for (String wrong : List.of(
                "null",
                "7",
                "true",
                "{}",
                "\"\"",
                "\"ek_\"",
                "\"sk-x\"",
                "\"EK_x\"",
                "\"ek_a b\"",
                "\"ek_a\\r\\nX: y\"",
                "\"ek_\\u0000\"",
                "\"ek_\u00e9\"",
                "\" ek_a\"",
                "\"ek_" + "a".repeat(1025) + "\"")) {
            String shown = wrong.length() > 40 ? "1,028 characters" : wrong.replace("\u00e9", "e-acute");
            all.add(answer("value: " + shown, Answer.ok(Answer.json(wrong, soon)), INVALID));
        }
        for (String wrong : List.of(
                "null",
                "true",
                "[]",
                "0",
                "-1",
                "1756310470",
                "4102444800",
                "1e400",
                "\"soon\"",
                "1e9",
                "1756310470.5",
                "9223372036854775808",
                "99999999999999999999999999")) {
            all.add(answer("expires_at: " + wrong, Answer.ok(Answer.json(value, wrong)), INVALID));
        }
        all.add(answer("expires_at as text", Answer.ok(Answer.json(value, "\"" + soon + "\"")), INVALID));
        all.add(answer("value missing", Answer.ok("{\"expires_at\":" + soon + "}"), INVALID));
        all.add(answer("expires_at missing", Answer.ok("{\"value\":" + value + "}"), INVALID));
        all.add(answer("session missing", Answer.ok("{\"value\":" + value + ",\"expires_at\":" + soon + "}"), "ok"));
        all.add(answer("no Date", Answer.lasting().without("Date"), "ok"));
        all.add(answer("Date of nonsense", Answer.lasting().header("Date", "yesterday"), "ok"));
        return all;
    }

    private static Fault one(String name, Script script, String code, int requests) {
        return new Fault(name, server -> {}, List.of(script), code, requests);
    }

    private static Fault two(String name, Script first, Script second, String code) {
        return new Fault(name, server -> {}, List.of(first, second), code, 2);
    }

    private static Fault then(String name, Script first) {
        return two(name, first, HEALTHY, "ok");
    }

    private static Fault answer(String name, Answer answer, String code) {
        return one(name, wire -> wire.write(answer), code, 1);
    }

    private static Script error(int status, String code) {
        return wire -> wire.write(Answer.error(status, code));
    }

    private static Script error(int status, String code, String header, String value) {
        return wire -> wire.write(Answer.error(status, code).header(header, value));
    }

    /** To itself, so that a redirect that is followed shows as a second request. */
    private static Script redirect(int status) {
        return wire -> wire.write(Answer.status(status)
                .header("Location", "http://localhost:" + wire.socket().getLocalPort() + "/elsewhere"));
    }

    private static Answer html(int status) {
        return Answer.status(status).header("Content-Type", "text/html").body("<!DOCTYPE html><p>EVIL-UPSTREAM");
    }

    private static byte[] padded(int headerLength) {
        return Answer.secret().header("X-Padding", "x".repeat(headerLength)).bytes();
    }

    private static void start(FaultServer.Wire wire, String text) throws IOException {
        wire.write(text);
        wire.hang();
    }

    private static void hintFirst(FaultServer.Wire wire) throws IOException {
        wire.write("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n");
        wire.write(Answer.secret());
    }

    private static void dripBody(FaultServer.Wire wire) throws IOException {
        Answer answer = Answer.ok(" ".repeat(2000));
        wire.write(answer.head());
        wire.drip(answer.body(), DRIP);
    }

    private static void flood(FaultServer.Wire wire, String framing) throws IOException {
        wire.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n");
        wire.flood(framing.startsWith("Transfer") ? "10\r\n" + " ".repeat(16) + "\r\n" : " ");
    }

    private static Answer chunked(String body, String trailers) {
        String chunks = "5;a=b\r\n" + body.substring(0, 5) + "\r\n" + Integer.toHexString(body.length() - 5) + "\r\n"
                + body.substring(5) + "\r\n0\r\n" + trailers + "\r\n";
        return Answer.ok(chunks).header("Transfer-Encoding", "chunked");
    }

    private static void halfHead(FaultServer.Wire wire) throws IOException {
        byte[] head = Answer.secret().head();
        wire.write(Arrays.copyOf(head, head.length - 20));
        wire.close();
    }

    private static void shortBody(FaultServer.Wire wire) throws IOException {
        wire.write(Answer.secret().header("Content-Length", "5000").bytes());
        wire.hang();
    }

    private static void cut(FaultServer.Wire wire, boolean inOrder) throws IOException {
        byte[] all = Answer.secret().bytes();
        wire.write(Arrays.copyOf(all, all.length - 20));
        if (inOrder) {
            wire.close();
        } else {
            wire.reset();
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
