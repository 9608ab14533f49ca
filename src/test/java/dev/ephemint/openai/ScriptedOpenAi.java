package dev.ephemint.openai;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin;
import dev.ephemint.key.KeySource;
import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.openai.Outcome.Lost;

/** {@link OpenAi} over a script instead of a network, in time that does not pass by itself. */
public final class ScriptedOpenAi implements Ticker {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ApiKey KEY = new ApiKey("sk-CANARY");
    static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Upstream UPSTREAM = new Upstream(
            Upstream.DEFAULT,
            Provider.OPENAI,
            URI.create("https://api.openai.com"),
            new KeyOrigin.Given(KEY),
            Optional.empty(),
            Optional.empty());

    final List<Duration> slept = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    final Call call = new Call(this::nanos);
    double random = 0.5;
    /** How much time passes with every look at the clock. */
    Duration tick = Duration.ZERO;

    private final Function<Deadline, Outcome> script;
    private long nanos = Long.MAX_VALUE - 1; // overflows on the way

    private ScriptedOpenAi(Function<Deadline, Outcome> script) {
        this.script = script;
    }

    /** OpenAI that always answers this. */
    public static Upstreams answering(String json) {
        return new ScriptedOpenAi(left -> ok(json)).upstreams();
    }

    /** OpenAI that never mints, for {@code reason}. */
    public static Upstreams failing(Reason reason, Optional<Duration> retryAfter) {
        return new ScriptedOpenAi(
                        left -> new Lost(new OpenAiException(reason, retryAfter, "as the test wants it"), false))
                .upstreams();
    }

    /** OpenAI where every call runs {@code accident}, which throws. */
    public static Upstreams breaking(Runnable accident) {
        return new ScriptedOpenAi(left -> {
                    accident.run();
                    throw new IllegalStateException("the accident did not happen");
                })
                .upstreams();
    }

    /** A good answer. */
    public static String secret() {
        return "{\"value\":\"ek_CANARY_1\",\"expires_at\":"
                + NOW.plusSeconds(60).getEpochSecond()
                + ",\"session\":{\"id\":\"sess_1\",\"type\":\"realtime\",\"model\":\"m\"}}";
    }

    /** A session as OpenAI would echo it. */
    public static EffectiveSession session(ObjectNode whole) {
        return new EffectiveSession(text(whole, "id"), text(whole, "type"), text(whole, "model"), whole::deepCopy);
    }

    private static Optional<String> text(ObjectNode whole, String name) {
        return Optional.ofNullable(whole.path(name).textValue());
    }

    /** Gives one outcome after the other, and fails where more are asked for. */
    static ScriptedOpenAi script(Outcome... outcomes) {
        List<Outcome> left = new ArrayList<>(List.of(outcomes));
        return new ScriptedOpenAi(deadline -> left.remove(0));
    }

    /** Notes how much time each attempt has. */
    static ScriptedOpenAi noting(List<Duration> left) {
        return new ScriptedOpenAi(deadline -> {
            left.add(deadline.left());
            return ok(secret());
        });
    }

    /** The same, where the first takes {@code time}. */
    static ScriptedOpenAi slow(Duration time, Outcome... outcomes) {
        List<Outcome> left = new ArrayList<>(List.of(outcomes));
        ScriptedOpenAi[] self = new ScriptedOpenAi[1];
        self[0] = new ScriptedOpenAi(deadline -> {
            self[0].nanos += time.toNanos();
            return left.remove(0);
        });
        return self[0];
    }

    /** A way to ask for models, where {@code models} says what comes of it. */
    static ModelQuestion question(Function<String, Outcome> models) {
        Attempt attempt = new Attempt() {
            @Override
            public Outcome make(
                    Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline deadline) {
                throw new IllegalStateException("nobody asked for a secret");
            }

            @Override
            public Outcome model(String id, ApiKey key, Deadline deadline) {
                return models.apply(id);
            }
        };
        return new ModelQuestion(attempt, UPSTREAM, KeySource.given(KEY), DEADLINE);
    }

    static Answered ok(String json) {
        return new Answered(
                200,
                Map.of("Content-Type", List.of("application/json"), "Date", List.of("Fri, 20 Nov 2026 12:00:00 GMT")),
                json.getBytes(StandardCharsets.UTF_8));
    }

    static Answered status(int status, String... headers) {
        return error(status, "x", headers);
    }

    static Answered error(int status, String code, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answered(status, all, ("{\"error\":{\"code\":\"" + code + "\"}}").getBytes(StandardCharsets.UTF_8));
    }

    static Answered html(int status) {
        return new Answered(status, Map.of(), "<title>insufficient_quota".getBytes(StandardCharsets.UTF_8));
    }

    static Lost dropped() {
        return new Lost(new OpenAiException(Reason.UNREACHABLE, "dropped"), true);
    }

    private Upstreams upstreams() {
        return new Upstreams(Map.of(Upstream.DEFAULT, openAi()), Map.of());
    }

    OpenAi openAi() {
        return new OpenAi(
                (operation, key, user, request, deadline) -> {
                    sent.add(request);
                    return script.apply(deadline);
                },
                UPSTREAM,
                KeySource.given(KEY),
                DEADLINE,
                new Retry(() -> random),
                this);
    }

    ClientSecret mint() {
        return mint(Duration.ZERO);
    }

    ClientSecret mint(Duration spent) {
        return openAi().mint(
                        Operation.CLIENT_SECRET,
                        "{}".getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(60),
                        Optional.empty(),
                        spent,
                        call);
    }

    @Override
    public long nanos() {
        nanos += tick.toNanos();
        return nanos;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public void sleep(Duration pause) {
        slept.add(pause);
        nanos += pause.toNanos();
    }
}
