package dev.ephemint.openai;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.openai.Outcome.Lost;

/** OpenAI, as far as client secrets go. Thread-safe. */
public final class OpenAi {

    private static final Duration WARM_UP = Duration.ofMillis(500);

    private final Attempt attempt;
    private final URI baseUrl;
    private final ApiKey key;
    private final Duration deadline;
    private final Retry retry;
    private final Ticker ticker;

    OpenAi(Attempt attempt, URI baseUrl, ApiKey key, Duration deadline, Retry retry, Ticker ticker) {
        this.attempt = attempt;
        this.baseUrl = baseUrl;
        this.key = key;
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
        if ("https".equals(baseUrl.getScheme())) {
            attempt.open(WARM_UP, Deadline.in(deadline, ticker::nanos));
        }
    }

    /**
     * Mints a client secret.
     *
     * @param session the session as JSON in UTF-8
     * @param lifetime how long the secret may live; the legacy operations ignore it
     * @param safetyIdentifier stands for the end user, at most 64 characters; the legacy operations do not know it
     * @param spent how much of the deadline is gone already
     * @throws OpenAiException where there is none, within the deadline
     */
    public ClientSecret mint(
            Operation operation, byte[] session, Duration lifetime, Optional<String> safetyIdentifier, Duration spent) {
        Deadline end = Deadline.in(deadline.minus(spent), ticker::nanos);
        byte[] request = operation.legacy() ? session : envelope(session, lifetime);
        Outcome outcome = attempt.make(operation, key, safetyIdentifier, request, end);
        Optional<Duration> pause = retry.pause(outcome, end.left());
        if (pause.isPresent()) {
            ticker.sleep(pause.get());
            outcome = attempt.make(operation, key, safetyIdentifier, request, end);
        }
        return secret(operation, outcome);
    }

    /** Where the browser takes {@code secret}; {@code model} goes into the WebSocket's URL where it has a place there. */
    public Connect connect(Operation operation, ClientSecret secret, Optional<String> model) {
        String http = baseUrl + "/v1/realtime";
        String socket = "ws" + http.substring("http".length());
        String query = model.map(name -> "?model=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        String withKey = "openai-insecure-api-key." + secret.value();
        return switch (operation) {
            case CLIENT_SECRET ->
                new Connect(Optional.of(http + "/calls"), socket + query, List.of("realtime", withKey));
            case TRANSLATION_CLIENT_SECRET ->
                new Connect(
                        Optional.of(http + "/translations/calls"),
                        socket + "/translations" + query,
                        List.of("realtime", withKey));
            case LEGACY_SESSION ->
                new Connect(
                        Optional.of(http + query),
                        socket + query,
                        List.of("realtime", "openai-beta.realtime-v1", withKey));
            case LEGACY_TRANSCRIPTION_SESSION ->
                new Connect(
                        Optional.empty(),
                        socket + "?intent=transcription",
                        List.of("realtime", "openai-beta.realtime-v1", withKey));
        };
    }

    /** The anchor is optional in the spec and required by the server, so it is always sent. */
    private static byte[] envelope(byte[] session, Duration lifetime) {
        ByteArrayOutputStream request = new ByteArrayOutputStream(session.length + 80);
        request.writeBytes(
                ("{\"expires_after\":{\"anchor\":\"created_at\",\"seconds\":" + lifetime.toSeconds() + "},\"session\":")
                        .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(session);
        request.write('}');
        return request.toByteArray();
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
            return answer.header(HttpHeaders.DATE)
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                    .orElseGet(ticker::now);
        } catch (DateTimeException e) {
            return ticker.now();
        }
    }
}
