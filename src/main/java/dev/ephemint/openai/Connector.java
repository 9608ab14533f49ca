package dev.ephemint.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.openai.Outcome.Answered;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.impl.HttpClientInternal;
import org.jboss.resteasy.reactive.client.impl.ClientImpl;
import org.jboss.resteasy.reactive.client.impl.ClientResponseBuilderImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jboss.resteasy.reactive.common.jaxrs.ResponseImpl;

import static org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties.READ_TIMEOUT;
import static org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties.STATIC_HEADERS;

/**
 * Sends the requests of a REST client and receives the answers on the thread that makes the call. The client itself would hand
 * each to its event loop and back, which is a fifth of a warm call (docs/performance.md). It still does where its
 * settings ask for what is not known here, a proxy for one, and for calls without an {@link Exchange}.
 */
final class Connector implements ResteasyReactiveClientRequestFilter {

    private Connections connections;

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        Optional<Exchange> exchange = Exchange.current();
        HttpClientInternal client = (HttpClientInternal) ((ClientImpl) request.getClient()).getVertxHttpClient();
        if (exchange.isEmpty() || !Connections.serve(client.options())) {
            return;
        }
        RestClientRequestContext call = request.unwrap(RestClientRequestContext.class);
        // What would follow in the client sends the request again.
        request.suspend();
        try {
            Answered answer = send(request, connections(request.getUri(), client), exchange.get());
            exchange.get().ends(answer);
            call.getResult().complete(whichSays(answer.status()));
        } catch (IOException | TimeoutException | RuntimeException e) {
            call.getResult().completeExceptionally(e);
        }
    }

    private synchronized Connections connections(URI url, HttpClientInternal client) {
        if (connections == null) {
            connections = Connections.to(url, client.options(), client.vertx());
        }
        return connections;
    }

    private static Answered send(ClientRequestContext request, Connections connections, Exchange exchange)
            throws IOException, TimeoutException {
        HttpRequest message = message(request);
        Connection connection = connections.take(exchange.deadline());
        boolean reusable = false;
        try {
            Deadline deadline =
                    request.getConfiguration().getProperty(READ_TIMEOUT) instanceof Long millis && millis > 0
                            ? exchange.deadline().within(Duration.ofMillis(millis))
                            : exchange.deadline();
            connection.send(message, deadline);
            HttpResponse head = head(connection, deadline);
            exchange.begins();
            byte[] body = body(connection, exchange, deadline);
            reusable = HttpUtil.isKeepAlive(head) && connection.isOpen();
            return answer(head, body);
        } finally {
            if (reusable) {
                connections.keep(connection);
            } else {
                connection.close();
            }
        }
    }

    private static HttpRequest message(ClientRequestContext request) {
        URI uri = request.getUri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        ByteBuf body =
                request.hasEntity() ? Unpooled.wrappedBuffer((byte[]) request.getEntity()) : Unpooled.EMPTY_BUFFER;
        HttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.getMethod()), uri.getRawPath() + query, body);
        message.headers()
                .set(HttpHeaders.HOST, uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        request.getStringHeaders().forEach(message.headers()::set);
        if (request.getConfiguration().getProperty(STATIC_HEADERS) instanceof Map<?, ?> configured) {
            configured.forEach((name, value) -> message.headers().set(name.toString(), value));
        }
        if (request.hasEntity()) {
            message.headers().set(HttpHeaders.CONTENT_LENGTH, body.readableBytes());
        }
        return message;
    }

    /** The head of the final answer: those before it only say that there will be one (RFC 9110, section 15.2). */
    private static HttpResponse head(Connection connection, Deadline deadline) throws IOException, TimeoutException {
        HttpObject part;
        do {
            part = whole(connection.next(deadline));
        } while (!(part instanceof HttpResponse head) || head.status().codeClass() == HttpStatusClass.INFORMATIONAL);
        return (HttpResponse) part;
    }

    private static byte[] body(Connection connection, Exchange exchange, Deadline deadline)
            throws IOException, TimeoutException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        HttpObject part;
        do {
            part = whole(connection.next(deadline));
            ByteBuf bytes = ((HttpContent) part).content();
            try {
                if (!exchange.takes(bytes.readableBytes())) {
                    throw new IOException("the answer is too long");
                }
                bytes.readBytes(body, bytes.readableBytes());
            } finally {
                bytes.release();
            }
        } while (!(part instanceof LastHttpContent));
        return body.toByteArray();
    }

    private static HttpObject whole(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            throw new IllegalStateException(part.decoderResult().cause());
        }
        return part;
    }

    /** What the client is told: all else is with the exchange, and would be copied three times on its way through the client. */
    private static ResponseImpl whichSays(int status) {
        ClientResponseBuilderImpl response = new ClientResponseBuilderImpl();
        response.status(status);
        return response.build();
    }

    private static Answered answer(HttpResponse head, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        head.headers().forEach(header -> headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>(1))
                .add(header.getValue()));
        return new Answered(head.status().code(), headers, body);
    }
}
