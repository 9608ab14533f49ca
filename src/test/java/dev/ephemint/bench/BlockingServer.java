package dev.ephemint.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ServerSocketFactory;

/** HTTP/1.1 with keep-alive on a free port of the loopback address, one thread a connection. */
final class BlockingServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket listener;
    private final Answerer answerer;

    /** Answers one request; the next one of its connection is read after that. */
    @FunctionalInterface
    interface Answerer {

        /**
         * The answer, head and all.
         *
         * @param head the request line and the headers
         */
        byte[] answer(String head, byte[] body) throws IOException, InterruptedException;
    }

    BlockingServer(Answerer answerer) {
        this(answerer, ServerSocketFactory.getDefault());
    }

    /** Listens on what {@code sockets} gives, which may speak TLS. */
    BlockingServer(Answerer answerer, ServerSocketFactory sockets) {
        this.answerer = answerer;
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** An answer in JSON. */
    static byte[] json(int status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the bench is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Matcher length = LENGTH.matcher(head);
                byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                out.write(answerer.answer(head, body));
            }
        } catch (IOException | InterruptedException gone) {
            // the function was ended
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "bench-server");
        thread.setDaemon(true);
        thread.start();
    }
}
