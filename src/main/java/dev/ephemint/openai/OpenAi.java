package dev.ephemint.openai;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeySource;
import dev.ephemint.key.KeyUnavailable;
import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.openai.Outcome.Lost;

/** One upstream, as far as client secrets go. Thread-safe. */
public final class OpenAi {

    private static final int UNAUTHORIZED = 401;
    private static final Duration WARM_UP = Duration.ofMillis(500);

    private final Attempt attempt;
    private final Upstream upstream;
    private final URI root;
    private final KeySource keys;
    private final Duration deadline;
    private final Retry retry;
    private final Ticker ticker;

    OpenAi(Attempt attempt, Upstream upstream, KeySource keys, Duration deadline, Retry retry, Ticker ticker) {
        this.attempt = attempt;
        this.upstream = upstream;
        this.root = upstream.root();
        this.keys = keys;
        this.deadline = deadline;
        this.retry = retry;
        this.ticker = ticker;
    }

    /**
     * Opens a connection, without the key, so that the first request finds it open: Lambda gives a start the time of a whole
     * processor, and a first request often a tenth of it. Takes at most half a second and never fails. A server without TLS
     * needs none.
     */
    public void warmUp() {
        if (isWarmable()) {
            attempt.open(WARM_UP, Deadline.in(deadline, ticker::nanos));
        }
    }

    /** Closes the connection that {@link #warmUp} opened, because it would not survive what comes. Never fails. */
    public void coolDown() {
        if (isWarmable()) {
            attempt.close(WARM_UP);
        }
    }

    private boolean isWarmable() {
        return "https".equals(upstream.url().getScheme());
    }

    /**
     * Mints a client secret.
     *
     * @param session the session as JSON in UTF-8
     * @param lifetime how long the secret may live; the legacy operations ignore it
     * @param safetyIdentifier stands for the end user, at most 64 characters; the legacy operations do not know it
     * @param spent how much of the deadline is gone already; where all of it is, nothing is asked
     * @param call takes notes of what was asked and answered, for the audit line
     * @throws OpenAiException where there is none, within the deadline
     */
    public ClientSecret mint(
            Operation operation,
            byte[] session,
            Duration lifetime,
            Optional<String> safetyIdentifier,
            Duration spent,
            Call call) {
        Deadline end = Deadline.in(deadline.minus(spent), ticker::nanos);
        if (end.passed()) {
            throw Failures.late();
        }
        byte[] request = operation.legacy() ? session : envelope(session, lifetime);
        call.to(upstream);
        ApiKey key = key(keys::current);
        Outcome outcome = attempt(operation, key, safetyIdentifier, request, end, call);
        Optional<Duration> pause = retry.pause(outcome, end.left());
        if (pause.isPresent()) {
            ticker.sleep(pause.get());
            outcome = attempt(operation, key, safetyIdentifier, request, end, call);
        }
        if (outcome instanceof Answered answer && answer.status() == UNAUTHORIZED) {
            Optional<ApiKey> other = key(() -> keys.insteadOf(key));
            if (other.isPresent()) {
                outcome = attempt(operation, other.get(), safetyIdentifier, request, end, call);
            }
        }
        return secret(operation, outcome);
    }

    /** Where the browser takes {@code secret}; see {@link Connect#at}. */
    public Connect connect(Operation operation, ClientSecret secret, Optional<String> model, boolean webRtcFilter) {
        return Connect.at(root, operation, secret, model, webRtcFilter);
    }

    private Outcome attempt(
            Operation operation, ApiKey key, Optional<String> user, byte[] request, Deadline end, Call call) {
        if (end.passed()) {
            return new Lost(Failures.late(), false);
        }
        call.begins();
        try {
            Outcome outcome = attempt.make(operation, key, user, request, end);
            if (outcome instanceof Answered answer) {
                call.answered(Verdict.of(
                        answer.status(), answer.header("x-request-id").orElse(""), answer.body()));
            }
            return outcome;
        } finally {
            call.ends();
        }
    }

    private static <T> T key(Supplier<T> source) {
        try {
            return source.get();
        } catch (KeyUnavailable e) {
            throw new OpenAiException(Reason.BUSY, "there is no API key");
        }
    }

    /** The anchor is optional in the spec and required by the server, so it is always sent. */
    private static byte[] envelope(byte[] session, Duration lifetime) {
        byte[] start = ("{\"expires_after\":{\"anchor\":\"created_at\",\"seconds\":" + lifetime.toSeconds()
                        + "},\"session\":")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(start, start.length + session.length + 1);
        System.arraycopy(session, 0, request, start.length, session.length);
        request[request.length - 1] = '}';
        return request;
    }

    private ClientSecret secret(Operation operation, Outcome outcome) {
        if (outcome instanceof Lost lost) {
            throw lost.why();
        }
        Answered answer = (Answered) outcome;
        refuseFailure(answer);
        if (!answer.isPlainJson()) {
            throw new OpenAiException(Reason.INVALID, "the answer is not declared as plain JSON");
        }
        return ClientSecretReader.read(answer.body(), operation, date(answer), ticker.now());
    }

    private static void refuseFailure(Answered answer) {
        int status = answer.status();
        if (status == 200) {
            return;
        }
        if (status == 429 || status == 503) {
            throw new OpenAiException(Reason.BUSY, RetryAfter.bounded(answer), "it answered " + status);
        }
        boolean failedByItself = status >= 500 || status == 408 || status == 409;
        Reason reason = failedByItself ? Reason.UNREACHABLE : status >= 400 ? Reason.REJECTED : Reason.INVALID;
        throw new OpenAiException(reason, "it answered " + status);
    }

    /** The upstream's clock, so that ours may be wrong. */
    private Instant date(Answered answer) {
        try {
            return answer.header(HttpHeaders.DATE).map(HttpDate::parse).orElseGet(ticker::now);
        } catch (DateTimeException e) {
            return ticker.now();
        }
    }
}
