package dev.ephemint.openai;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;

/** The connections to one server, opened when they are needed and kept as the settings of its REST client say. Thread-safe. */
final class Connections {

    private final HttpClientOptions options;
    private final String host;
    private final int port;
    private final Optional<Tls> tls;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private Connections(HttpClientOptions options, String host, int port, Optional<Tls> tls) {
        this.options = options;
        this.host = host;
        this.port = port;
        this.tls = tls;
    }

    /** Those to the server of {@code url}, none of which is open yet. */
    static Connections to(URI url, HttpClientOptions options, Vertx vertx) {
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        return new Connections(
                options, url.getHost(), port, secure ? Optional.of(Tls.of(options, vertx)) : Optional.empty());
    }

    /** Whether everything that {@code options} ask for is known here. */
    static boolean serve(HttpClientOptions options) {
        return options.getProxyOptions() == null
                && options.getProtocolVersion() == HttpVersion.HTTP_1_1
                && !options.isUseAlpn()
                && !options.isDecompressionSupported()
                && !options.isTrustAll()
                && options.getCrlPaths().isEmpty()
                && options.getCrlValues().isEmpty();
    }

    /**
     * One that can take a request; whoever is late already gets none, and closes those that are open.
     *
     * @throws SocketTimeoutException where {@code deadline} passes before
     */
    Connection take(Deadline deadline) throws IOException {
        Duration kept = Duration.ofSeconds(options.getKeepAliveTimeout());
        for (Connection next = idle.poll(); next != null; next = idle.poll()) {
            if (!deadline.passed() && next.isReady(kept)) {
                return next;
            }
            next.close();
        }
        if (deadline.passed()) {
            throw new SocketTimeoutException();
        }
        Connection connection = open(deadline);
        try {
            connection.secure(deadline.within(Duration.of(
                    options.getSslHandshakeTimeout(),
                    options.getSslHandshakeTimeoutUnit().toChronoUnit())));
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Takes back one whose last answer has ended. */
    void keep(Connection connection) {
        if (options.isKeepAlive() && idle.size() < options.getMaxPoolSize()) {
            idle.push(connection);
        } else {
            connection.close();
        }
    }

    /** To the first address of the server that takes one. */
    private Connection open(Deadline deadline) throws IOException {
        Deadline patience = options.getConnectTimeout() == 0
                ? deadline
                : deadline.within(Duration.ofMillis(options.getConnectTimeout()));
        IOException refusal = new UnknownHostException();
        for (InetAddress address : addresses(deadline)) {
            Connection connection = tls.isPresent()
                    ? new TlsConnection(tls.get().engine(host, port), patience)
                    : new Connection(patience);
            try {
                connection.open(new InetSocketAddress(address, port));
                return connection;
            } catch (SocketTimeoutException e) {
                refusal = new ConnectException("no connection in time");
            } catch (IOException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    /** On a thread of its own, because the resolver has time-outs that no caller can shorten. */
    private InetAddress[] addresses(Deadline deadline) throws IOException {
        CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
        Thread resolver = new Thread(
                () -> {
                    try {
                        addresses.complete(InetAddress.getAllByName(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        addresses.completeExceptionally(e);
                    }
                },
                "resolver");
        resolver.setDaemon(true);
        resolver.start();
        try {
            return addresses.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException();
        } catch (TimeoutException e) {
            throw new SocketTimeoutException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketTimeoutException();
        }
    }
}
