package dev.ephemint.local;

import java.net.InetAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * One event loop and the HTTP server on it, reachable from this machine only. Handlers never block and never run at the same time,
 * so what they hold needs no lock unless tests read it from outside.
 */
final class Loopback implements AutoCloseable {
    /** API Gateway: request line and headers together. */
    private static final int MAX_HEADER_BYTES = 10_240;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private HttpServer server;

    Vertx vertx() {
        return vertx;
    }

    /** Listens on {@code port}, 0 for any free one, and gives the port. Throws {@link PortTaken}. */
    int listen(int port, Handler<HttpServerRequest> handler) {
        var options = new HttpServerOptions()
                .setHost(InetAddress.getLoopbackAddress().getHostAddress())
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_HEADER_BYTES)
                .setWebSocketSubProtocols(Sockets.SUBPROTOCOLS)
                .setHandle100ContinueAutomatically(true);
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(handler)
                    .exceptionHandler(ignored -> {})
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            close();
            throw new PortTaken(port, e.getCause());
        }
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                .join();
    }

    /** Another program listens there. */
    static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        PortTaken(int port, Throwable cause) {
            super("Port " + port + " is taken.", cause);
        }
    }
}
