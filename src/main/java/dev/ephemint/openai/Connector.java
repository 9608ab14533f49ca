package dev.ephemint.openai;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.wire.Head;
import dev.ephemint.wire.Request;
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
        } catch (IOException | RuntimeException e) {
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
            throws IOException {
        byte[] message = message(request);
        Connection connection = connections.take(exchange.deadline());
        boolean reusable = false;
        try {
            Deadline deadline =
                    request.getConfiguration().getProperty(READ_TIMEOUT) instanceof Long millis && millis > 0
                            ? exchange.deadline().within(Duration.ofMillis(millis))
                            : exchange.deadline();
            connection.send(message, deadline);
            Head head = connection.answers().head();
            exchange.begins();
            byte[] body = connection.answers().body(head, exchange.most());
            reusable = head.keepsConnection();
            return new Answered(head.status(), head::fields, body);
        } finally {
            if (reusable) {
                connections.keep(connection);
            } else {
                connection.close();
            }
        }
    }

    private static byte[] message(ClientRequestContext request) throws ProtocolException {
        URI url = request.getUri();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(HttpHeaders.HOST, List.of(url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort()));
        headers.putAll(request.getStringHeaders());
        if (request.getConfiguration().getProperty(STATIC_HEADERS) instanceof Map<?, ?> configured) {
            configured.forEach((name, value) -> headers.put(name.toString(), List.of(value.toString())));
        }
        Request message = new Request(request.getMethod(), url.getRawPath() + query);
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                message.header(header.getKey(), value);
            }
        }
        return request.hasEntity() ? message.bytes(ByteBuffer.wrap((byte[]) request.getEntity())) : message.bytes();
    }

    /** What the client is told: all else is with the exchange, and would be copied three times on its way through the client. */
    private static ResponseImpl whichSays(int status) {
        ClientResponseBuilderImpl response = new ClientResponseBuilderImpl();
        response.status(status);
        return response.build();
    }
}
