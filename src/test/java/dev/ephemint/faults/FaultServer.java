package dev.ephemint.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An upstream made of bare sockets, which no HTTP library keeps from breaking the rules. Counts what it sees.
 */
final class FaultServer implements AutoCloseable {

    /** What it does with a request that has been read whole. */
    @FunctionalInterface
    interface Script {
        void play(Wire wire) throws IOException;
    }

    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n", Pattern.CASE_INSENSITIVE);

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Socket> fillers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private ServerSocket listener;
    private Thread acceptor;
    private boolean away;
    private volatile Optional<SSLContext> tls = Optional.empty();
    private volatile Duration keepAlive = Duration.ZERO;
    private volatile List<Script> scripts = List.of(wire -> wire.write(Answer.secret()));

    FaultServer() {
        this.port = listen(0);
    }

    /** Speaks TLS as {@code context} says on every new connection, or plain HTTP where it is null. */
    void speak(SSLContext context) {
        tls = Optional.ofNullable(context);
        dropConnections();
    }

    /** Closes connections that wait for a request for longer than {@code time}; at first they are kept for ever. */
    void keepAlive(Duration time) {
        keepAlive = time;
    }

    int port() {
        return port;
    }

    /** Plays {@code first} for the next request, and so on; the last one for all that follow. Counts from zero again. */
    void play(List<Script> next) {
        scripts = next;
        connections.set(0);
        requests.set(0);
        heads.clear();
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    /** What stood before the body of each request since the last {@link #play}, oldest first. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** Drops every connection, as an upstream does with the idle ones. */
    void dropConnections() {
        open.forEach(FaultServer::close);
    }

    /** Refuses connections until {@link #comeBack}. */
    void goAway() {
        away = true;
        close(listener);
        try {
            acceptor.join(); // the port is free only then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropConnections();
    }

    /** Lets connections neither in nor fail until {@link #comeBack}: the kernel drops every SYN once the queue is full. */
    void becomeBlackHole() {
        goAway();
        try {
            listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(listener.getLocalSocketAddress(), 200);
                } catch (IOException full) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again; nothing where it never stopped. */
    void comeBack() {
        if (!away) {
            return;
        }
        away = false;
        fillers.forEach(FaultServer::close);
        fillers.clear();
        close(listener);
        listen(port);
    }

    /** Waits until at most {@code most} connections are left; gives whether that came true in time. */
    synchronized boolean awaitOpen(int most, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (open.size() > most) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Waits until there is a request, for as long as a function may take; gives whether one came. */
    synchronized boolean awaitHead() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (heads.isEmpty() && System.nanoTime() < end) {
            wait(100);
        }
        return !heads.isEmpty();
    }

    @Override
    public void close() {
        fillers.forEach(FaultServer::close);
        close(listener);
        dropConnections();
    }

    private int listen(int wanted) {
        try {
            ServerSocket server = new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress());
            listener = server;
            acceptor = start(() -> accept(server));
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the listener was closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(secured(socket));
            while (readRequest(wire.socket())) {
                List<Script> now = scripts;
                now.get(Math.min(requests.getAndIncrement(), now.size() - 1)).play(wire);
            }
        } catch (IOException gone) {
            // the client went away, it was silent for too long, or the script cut the line
        } finally {
            synchronized (this) {
                open.remove(socket);
                notifyAll();
            }
        }
    }

    private Socket secured(Socket socket) throws IOException {
        if (tls.isEmpty()) {
            return socket;
        }
        SSLSocket secured = (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, port, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private boolean readRequest(Socket socket) throws IOException {
        socket.setSoTimeout((int) keepAlive.toMillis());
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        synchronized (this) {
            heads.add(head.toString());
            notifyAll();
        }
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
        return true;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "fault-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void close(AutoCloseable some) {
        try {
            some.close();
        } catch (Exception alreadyClosed) {
            // that is what was wanted
        }
    }

    /** One connection, as a script handles it. */
    record Wire(Socket socket) {

        void write(Answer answer) throws IOException {
            write(answer.bytes());
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Byte by byte, until the client has enough; then nothing more. */
        void drip(byte[] bytes, Duration pause) throws IOException {
            for (byte one : bytes) {
                write(new byte[] {one});
                socket.setSoTimeout((int) pause.toMillis());
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException nextByte) {
                    // the client is still there
                }
            }
            hang();
        }

        /** The same text for ever, as fast as it is taken. */
        void flood(String text) throws IOException {
            byte[] bytes = text.repeat(4096 / text.length()).getBytes(StandardCharsets.UTF_8);
            while (true) {
                write(bytes);
            }
        }

        /** Says nothing until the client gives up. */
        void hang() throws IOException {
            socket.setSoTimeout(0);
            if (socket.getInputStream().read() >= 0) {
                throw new IOException("a second request came before the first was answered");
            }
            throw new IOException("the client went away");
        }

        /** Ends its own direction, and goes on listening. */
        void halfClose() throws IOException {
            socket.shutdownOutput();
            hang();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
