package dev.ephemint.openai;

import java.io.IOException;
import java.nio.ByteBuffer;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;

/** The same over TLS, which Netty speaks, without an event loop. */
final class TlsConnection extends Connection {

    private static final int MOST_AT_ONCE = 16 * 1024;

    /** Reads; what TLS has to say of its own between two answers is less. */
    private static final int MOST_UNASKED = 4;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SslHandler tls;
    private final ByteBuffer sealed = ByteBuffer.allocate(MOST_AT_ONCE);
    private ByteBuf opened = Unpooled.EMPTY_BUFFER;

    TlsConnection(SSLEngine engine, Deadline deadline) throws IOException {
        super(deadline);
        tls = new SslHandler(engine);
        // Netty would count the time on an event loop; here the deadline does.
        tls.setHandshakeTimeoutMillis(0);
        channel.config().setAllocator(UnpooledByteBufAllocator.DEFAULT);
    }

    /** {@inheritDoc} {@link SSLException} where that fails. */
    @Override
    void secure(Deadline by) throws IOException {
        super.secure(by);
        channel.pipeline().addFirst(tls);
        flush();
        while (!tls.handshakeFuture().isDone()) {
            open(read(sealed.clear()));
            flush();
        }
        if (!tls.handshakeFuture().isSuccess()) {
            throw new SSLException(tls.handshakeFuture().cause());
        }
    }

    @Override
    void send(byte[] request) throws IOException {
        channel.writeOutbound(Unpooled.wrappedBuffer(request));
        flush();
    }

    @Override
    int receive(byte[] bytes, int from, int length) throws IOException {
        while (!hasOpened() && !isClosed()) {
            // TLS may have to answer before more comes; what is here already does not depend on it.
            flush();
            open(read(sealed.clear()));
        }
        if (!hasOpened()) {
            return -1;
        }
        int count = Math.min(length, opened.readableBytes());
        opened.readBytes(bytes, from, count);
        return count;
    }

    /** TLS itself may speak between two answers, to say how a session is resumed. */
    @Override
    boolean isSilent() throws IOException {
        int count = 1;
        for (int reads = 0; count != 0 && !hasOpened() && !isClosed() && reads < MOST_UNASKED; reads++) {
            count = readNow(sealed.clear());
            open(count);
        }
        return count == 0 && !hasOpened() && !isClosed();
    }

    private boolean hasOpened() {
        while (!opened.isReadable()) {
            opened.release();
            opened = channel.readInbound();
            if (opened == null) {
                opened = Unpooled.EMPTY_BUFFER;
                return false;
            }
        }
        return true;
    }

    private boolean isClosed() {
        return !channel.isOpen() || tls.sslCloseFuture().isDone();
    }

    /** Opens what has come into {@link #sealed}, be it the end. */
    private void open(int count) throws SSLException {
        try {
            if (count < 0) {
                channel.finish();
            } else if (count > 0) {
                channel.writeInbound(Unpooled.copiedBuffer(sealed.flip()));
            }
        } catch (DecoderException e) {
            if (e.getCause() instanceof SSLException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private void flush() throws IOException {
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            try {
                write(part.nioBuffer());
            } finally {
                part.release();
            }
        }
    }

    @Override
    public void close() {
        super.close();
        try {
            opened.release();
            channel.finishAndReleaseAll();
        } catch (RuntimeException e) {
            // nobody waits for what is left in it
        }
    }
}
