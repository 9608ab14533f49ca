package dev.ephemint.openai;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import dev.ephemint.wire.ResponseReader;

/**
 * A connection on which the thread that waits for an answer sends and receives itself: no other thread has to be woken within a
 * call, and between two calls nothing happens. What takes longer than its deadline ends in a {@link SocketTimeoutException}. Not
 * thread-safe.
 */
class Connection implements Closeable {

    private final SocketChannel socket = SocketChannel.open();
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer unasked = ByteBuffer.allocate(1);
    private final ResponseReader answers = new ResponseReader(this::receive);
    private Deadline deadline;
    private long usedAt = System.nanoTime();

    /** One that leads nowhere yet, and has until {@code deadline} to lead somewhere. */
    Connection(Deadline deadline) throws IOException {
        this.deadline = deadline;
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            selector = Selector.open();
            key = socket.register(selector, 0);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Leads to {@code address}, or is closed. */
    final void open(InetSocketAddress address) throws IOException {
        try {
            boolean connected = socket.connect(address);
            while (!connected) {
                await(SelectionKey.OP_CONNECT);
                connected = socket.finishConnect();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Agrees with the server on how to go on; in plain HTTP there is nothing to agree on. */
    void secure(Deadline by) throws IOException {
        deadline = by;
    }

    /** Sends a request; the deadline is also that of the answer. */
    final void send(byte[] request, Deadline by) throws IOException {
        deadline = by;
        send(request);
    }

    /** Where the answers come in. */
    final ResponseReader answers() {
        return answers;
    }

    /**
     * Whether it can take a request now: it was used within {@code time}, zero for ever, and the server has neither closed it
     * since nor said anything unasked.
     */
    final boolean isReady(Duration time) {
        if (!time.isZero() && System.nanoTime() - usedAt > time.toNanos()) {
            return false;
        }
        try {
            return answers.waiting() == 0 && isSilent();
        } catch (IOException | RuntimeException dropped) {
            return false;
        }
    }

    void send(byte[] request) throws IOException {
        write(ByteBuffer.wrap(request));
    }

    int receive(byte[] bytes, int from, int length) throws IOException {
        return read(ByteBuffer.wrap(bytes, from, length));
    }

    boolean isSilent() throws IOException {
        return readNow(unasked.clear()) == 0;
    }

    final void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /** Waits first: an answer is hardly ever there already. */
    final int read(ByteBuffer bytes) throws IOException {
        int count;
        do {
            await(SelectionKey.OP_READ);
            count = readNow(bytes);
        } while (count == 0);
        usedAt = System.nanoTime();
        return count;
    }

    final int readNow(ByteBuffer bytes) throws IOException {
        return socket.read(bytes);
    }

    private void await(int operation) throws IOException {
        if (deadline.passed() || Thread.currentThread().isInterrupted()) {
            throw new SocketTimeoutException();
        }
        key.interestOps(operation);
        selector.select(ready -> {}, deadline.left().toMillis() + 1);
    }

    @Override
    public void close() {
        try (socket) {
            selector.close();
        } catch (IOException | RuntimeException e) {
            // nobody waits for what is left in it
        }
    }
}
