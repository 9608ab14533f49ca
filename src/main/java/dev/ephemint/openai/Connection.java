package dev.ephemint.openai;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;

/**
 * A connection on which the thread that waits for an answer sends and receives itself. Netty speaks HTTP and TLS on it, without an
 * event loop: no other thread has to be woken within a call, and between two calls nothing happens. Not thread-safe.
 */
final class Connection implements Closeable {

    private static final int MOST_AT_ONCE = 16 * 1024;

    /** Reads; what TLS has to say of its own between two answers is less. */
    private static final int MOST_UNASKED = 4;

    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    private final EmbeddedChannel codec;
    private final ByteBuffer received = ByteBuffer.allocateDirect(MOST_AT_ONCE);
    private Optional<SslHandler> tls = Optional.empty();
    private long usedAt = System.nanoTime();

    private Connection(SocketChannel socket, Selector selector, HttpClientCodec http) throws IOException {
        this.socket = socket;
        this.selector = selector;
        this.key = socket.register(selector, 0);
        this.codec = new EmbeddedChannel();
        codec.config().setAllocator(UnpooledByteBufAllocator.DEFAULT);
        codec.pipeline().addLast(http);
    }

    /**
     * A new connection.
     *
     * @throws TimeoutException where {@code deadline} passes before, here as everywhere in this class
     */
    static Connection to(InetSocketAddress address, HttpClientCodec http, Deadline deadline)
            throws IOException, TimeoutException {
        SocketChannel socket = SocketChannel.open();
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = new Connection(socket, Selector.open(), http);
            try {
                connection.open(address, deadline);
                return connection;
            } catch (IOException | TimeoutException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException | TimeoutException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void open(InetSocketAddress address, Deadline deadline) throws IOException, TimeoutException {
        boolean connected = socket.connect(address);
        while (!connected) {
            await(SelectionKey.OP_CONNECT, deadline);
            connected = socket.finishConnect();
        }
    }

    /** Agrees on TLS; {@link SSLException} where that fails. */
    void secure(SSLEngine engine, Deadline deadline) throws IOException, TimeoutException {
        SslHandler handler = new SslHandler(engine);
        // Netty would count the time on an event loop; here the deadline does.
        handler.setHandshakeTimeoutMillis(0);
        tls = Optional.of(handler);
        codec.pipeline().addFirst(handler);
        flush(deadline);
        while (!handler.handshakeFuture().isDone()) {
            receive(deadline);
            flush(deadline);
        }
        if (!handler.handshakeFuture().isSuccess()) {
            throw new SSLException(handler.handshakeFuture().cause());
        }
    }

    /** Sends a request. */
    void send(HttpRequest request, Deadline deadline) throws IOException, TimeoutException {
        codec.writeOutbound(request);
        flush(deadline);
    }

    /** The next part of the answer; {@link EOFException} where the connection ends without one. */
    HttpObject next(Deadline deadline) throws IOException, TimeoutException {
        HttpObject part = codec.readInbound();
        while (part == null) {
            if (!codec.isOpen()) {
                throw new EOFException("the connection was closed");
            }
            // TLS may have to answer before more comes; an answer that is here already does not depend on it.
            flush(deadline);
            receive(deadline);
            part = codec.readInbound();
        }
        usedAt = System.nanoTime();
        return part;
    }

    /** Whether more can be said on it. */
    boolean isOpen() {
        return codec.isOpen() && !tls.map(it -> it.sslCloseFuture().isDone()).orElse(false);
    }

    /**
     * Whether it can take a request now: it was used within {@code time}, zero for ever, and the server has neither closed it
     * since nor said anything unasked.
     */
    boolean isReady(Duration time) {
        if (!time.isZero() && System.nanoTime() - usedAt > time.toNanos()) {
            return false;
        }
        try {
            boolean more = true;
            for (int reads = 0; more && isOpen() && reads < MOST_UNASKED; reads++) {
                more = read();
            }
            return !more && isOpen() && codec.inboundMessages().isEmpty();
        } catch (IOException | RuntimeException dropped) {
            return false;
        }
    }

    private void receive(Deadline deadline) throws IOException, TimeoutException {
        refuseLate(deadline);
        while (!read()) {
            await(SelectionKey.OP_READ, deadline);
        }
    }

    /** Decodes what has come, be it the end; whether anything has. */
    private boolean read() throws IOException {
        received.clear();
        int length = socket.read(received);
        try {
            if (length > 0) {
                codec.writeInbound(Unpooled.copiedBuffer(received.flip()));
            } else if (length < 0) {
                codec.finish();
            }
        } catch (DecoderException e) {
            if (e.getCause() instanceof SSLException refused) {
                throw refused;
            }
            throw e;
        }
        return length != 0;
    }

    /** Head and body leave in one piece: each call of the system costs as much as all that makes them. */
    private void flush(Deadline deadline) throws IOException, TimeoutException {
        ByteBuf bytes = Unpooled.EMPTY_BUFFER;
        for (ByteBuf part = codec.readOutbound(); part != null; part = codec.readOutbound()) {
            bytes = bytes.isReadable() ? Unpooled.wrappedBuffer(bytes, part) : part;
        }
        try {
            ByteBuffer[] parts = bytes.nioBuffers();
            while (parts[parts.length - 1].hasRemaining()) {
                if (socket.write(parts) == 0) {
                    await(SelectionKey.OP_WRITE, deadline);
                }
            }
        } finally {
            bytes.release();
        }
    }

    private void await(int operation, Deadline deadline) throws IOException, TimeoutException {
        refuseLate(deadline);
        key.interestOps(operation);
        selector.select(ready -> {}, deadline.left().toMillis() + 1);
    }

    private static void refuseLate(Deadline deadline) throws TimeoutException {
        if (deadline.passed() || Thread.currentThread().isInterrupted()) {
            throw new TimeoutException();
        }
    }

    @Override
    public void close() {
        try (socket) {
            selector.close();
            codec.finishAndReleaseAll();
        } catch (IOException | RuntimeException e) {
            // nobody waits for what is left in it
        }
    }
}
