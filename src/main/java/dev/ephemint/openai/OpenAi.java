package dev.ephemint.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeySource;
import dev.ephemint.key.KeyUnavailable;
import dev.ephemint.openai.OpenAiException.Reason;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** One upstream, as far as client secrets go. Thread-safe. */
public final class OpenAi {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.preflight");
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);

    private final Supplier<RealtimeApi> api;
    private final Upstream upstream;
    private final KeySource keys;
    private final Duration deadline;
    private final Clock clock;

    OpenAi(Supplier<RealtimeApi> api, Upstream upstream, KeySource keys, Duration deadline, Clock clock) {
        this.api = api;
        this.upstream = upstream;
        this.keys = keys;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Mints a client secret.
     *
     * @param session the session as JSON in UTF-8
     * @param lifetime how long the secret may live; the legacy operations ignore it
     * @param call takes notes of what was asked and answered, for the audit line
     * @throws OpenAiException where there is none, within the deadline
     */
    public ClientSecret mint(Operation operation, byte[] session, Duration lifetime, Call call) {
        byte[] request = operation.legacy() ? session : envelope(session, lifetime);
        call.to(upstream);
        ApiKey key = key(keys::current);
        RestResponse<byte[]> answer = ask(operation, key, request, call);
        if (answer.getStatus() == 401) {
            Optional<ApiKey> other = key(() -> keys.insteadOf(key));
            if (other.isPresent()) {
                answer = ask(operation, other.get(), request, call);
            }
        }
        refuseFailure(answer);
        if (!isJson(answer)) {
            throw new OpenAiException(Reason.INVALID, "the answer is not declared as JSON");
        }
        return ClientSecretReader.read(answer.getEntity(), operation, date(answer));
    }

    /** Where the browser takes {@code secret}; see {@link Connect#at}. */
    public Connect connect(Operation operation, ClientSecret secret, Optional<String> model, boolean webRtcFilter) {
        return Connect.at(upstream.root(), operation, secret, model, webRtcFilter);
    }

    /**
     * Asks for a model, without waiting.
     *
     * @param then is given status and body of the answer, if one comes
     */
    void model(String id, BiConsumer<Integer, byte[]> then) {
        RequestHeaders headers = RequestHeaders.of(upstream, keys.current());
        api.get()
                .model(headers, id)
                .subscribe()
                .with(
                        answer -> then.accept(answer.getStatus(), body(answer)),
                        failure -> LOG.infof(
                                "preflight_failed: upstream %s did not answer; the models of its presets are not checked",
                                upstream.name()));
    }

    private static <T> T key(Supplier<T> source) {
        try {
            return source.get();
        } catch (KeyUnavailable e) {
            throw new OpenAiException(Reason.BUSY, "there is no API key");
        }
    }

    private RestResponse<byte[]> ask(Operation operation, ApiKey key, byte[] request, Call call) {
        RequestHeaders headers = RequestHeaders.of(upstream, key);
        call.begins();
        try {
            RestResponse<byte[]> answer = await(
                    switch (operation) {
                        case CLIENT_SECRET -> api.get().createClientSecret(headers, request);
                        case TRANSLATION_CLIENT_SECRET -> api.get().createTranslationClientSecret(headers, request);
                        case LEGACY_SESSION -> api.get().createSession(headers, request);
                        case LEGACY_TRANSCRIPTION_SESSION -> api.get().createTranscriptionSession(headers, request);
                    });
            call.answered(Verdict.of(answer.getStatus(), answer.getHeaderString("x-request-id"), body(answer)));
            return answer;
        } finally {
            call.ends();
        }
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

    private RestResponse<byte[]> await(Uni<RestResponse<byte[]>> call) {
        try {
            return call.await().atMost(deadline);
        } catch (TimeoutException e) {
            throw new OpenAiException(Reason.TIMEOUT, "the deadline passed");
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    /** The body; in answers of 400 and above the REST client gives it as a stream of what has been read. */
    private static byte[] body(RestResponse<?> answer) {
        Object entity = answer.getEntity();
        if (entity instanceof InputStream stream) {
            try (stream) {
                return stream.readNBytes(ClientSecretReader.MAX_BYTES);
            } catch (IOException e) {
                return new byte[0];
            }
        }
        return entity instanceof byte[] bytes ? bytes : new byte[0];
    }

    private static void refuseFailure(RestResponse<byte[]> answer) {
        int status = answer.getStatus();
        if (status == 200) {
            return;
        }
        if (status == 429 || status == 503) {
            throw new OpenAiException(Reason.BUSY, retryAfter(answer), "it answered " + status);
        }
        Reason reason = status >= 500 ? Reason.UNREACHABLE : status >= 400 ? Reason.REJECTED : Reason.INVALID;
        throw new OpenAiException(reason, "it answered " + status);
    }

    private static Optional<Duration> retryAfter(RestResponse<byte[]> answer) {
        String header = answer.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (header == null || !header.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return Optional.of(
                asked.compareTo(SHORTEST_RETRY) < 0
                        ? SHORTEST_RETRY
                        : asked.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : asked);
    }

    private static boolean isJson(RestResponse<byte[]> answer) {
        return answer.getMediaType() != null
                && answer.getMediaType().getType().equalsIgnoreCase("application")
                && answer.getMediaType().getSubtype().equalsIgnoreCase("json");
    }

    /** The upstream's clock, so that ours may be wrong. */
    private Instant date(RestResponse<byte[]> answer) {
        String header = answer.getHeaderString(HttpHeaders.DATE);
        try {
            return header == null ? clock.instant() : DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }
}
