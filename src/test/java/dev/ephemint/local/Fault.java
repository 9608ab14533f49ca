package dev.ephemint.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.ConnectionBase;

/** A way for the stand-in to fail: what becomes of the answer it would have given. */
@FunctionalInterface
public interface Fault {
    Reply apply(Reply reply);

    /** OpenAI's error body with this status; {@code code} such as {@code rate_limit_exceeded}. */
    static Fault status(int status, String code) {
        var error = new ObjectMapper().createObjectNode();
        error.putObject("error")
                .put("type", status >= 500 ? "server_error" : "invalid_request_error")
                .put("message", "The stand-in was told to answer " + status + ".")
                .putNull("param")
                .put("code", code);
        return reply -> Reply.json(status, error);
    }

    /** This status with a body that is not OpenAI's, such as an edge's HTML. */
    static Fault status(int status, String contentType, String body) {
        return reply -> Reply.empty(status).with("Content-Type", contentType).with(Buffer.buffer(body));
    }

    /** The answer in a body of our own; empty text for none. */
    static Fault body(String body) {
        return reply -> reply.with(Buffer.buffer(body));
    }

    static Fault notJson() {
        return body("{\"value\": \"ek_");
    }

    static Fault html() {
        return status(200, "text/html", "<!DOCTYPE html><html><body>Please stand by.</body></html>");
    }

    /** 200 and no byte of body. */
    static Fault empty() {
        return body("");
    }

    static Fault noContent() {
        return reply -> Reply.empty(204);
    }

    /** 307, which asks to repeat the request, key included, at another address. */
    static Fault redirect(String location) {
        return reply -> Reply.empty(307).with("Location", location);
    }

    static Fault contentType(String type) {
        return reply -> reply.with("Content-Type", type);
    }

    /** 200 whose body is an error, as seen in the wild. */
    static Fault errorInOk() {
        return body("{\"error\":{\"type\":\"server_error\",\"message\":\"Try again.\",\"param\":null,\"code\":null}}");
    }

    /** The answer with so many spaces behind it: still good JSON. */
    static Fault huge(int bytes) {
        return reply -> reply.with(reply.body().copy().appendString(" ".repeat(bytes)));
    }

    /** The answer and so many spaces, compressed, whether the client can read that or not. */
    static Fault gzip(int bytes) {
        return reply -> {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(huge(bytes).apply(reply).body().getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return reply.with("Content-Encoding", "gzip").with(Buffer.buffer(compressed.toByteArray()));
        };
    }

    /** The answer, later. */
    static Fault slow(Duration delay) {
        return reply -> reply.with((late, request, vertx) ->
                vertx.setTimer(Math.max(1, delay.toMillis()), timer -> Reply.whole(late, request, vertx)));
    }

    /** No answer, and the connection stays open. */
    static Fault hang() {
        return reply -> reply.with((never, request, vertx) -> {});
    }

    /** Headers at once, then the body byte by byte. */
    static Fault slowLoris(Duration perByte) {
        return reply -> reply.with((drip, request, vertx) -> {
            var body = drip.body();
            var response = drip.head(request.response()).putHeader("Content-Length", Integer.toString(body.length()));
            var sent = new AtomicInteger();
            vertx.setPeriodic(Math.max(1, perByte.toMillis()), timer -> {
                if (response.closed() || sent.get() == body.length()) {
                    vertx.cancelTimer(timer);
                } else {
                    response.write(body.getBuffer(sent.get(), sent.incrementAndGet()));
                }
            });
        });
    }

    /** The connection ends with a TCP reset and not a byte of answer. */
    static Fault reset() {
        return reply -> reply.with((cut, request, vertx) -> {
            var channel = ((ConnectionBase) request.connection()).channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        });
    }

    /** The connection is closed in good order, without an answer. */
    static Fault close() {
        return reply -> reply.with((cut, request, vertx) -> request.connection().close());
    }

    /** The first half of the body, though the headers promise all of it. */
    static Fault truncated() {
        return reply -> reply.with((cut, request, vertx) -> {
            var body = cut.body();
            cut.head(request.response())
                    .putHeader("Content-Length", Integer.toString(body.length()))
                    .write(body.getBuffer(0, body.length() / 2))
                    .onComplete(sent -> request.connection().close());
        });
    }

    /** This fault with further headers, such as {@code Retry-After}. */
    default Fault with(Map<String, String> headers) {
        return reply -> apply(reply).with(headers);
    }

    /** This fault, and another of what is left of the answer. */
    default Fault then(Fault next) {
        return reply -> next.apply(apply(reply));
    }

    /** This fault with a further header. */
    default Fault with(String header, String value) {
        return with(Map.of(header, value));
    }
}
