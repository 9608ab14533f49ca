package dev.ephemint.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that says byte for byte what a test wants: one script for each connection, one after the other. */
public class ScriptedServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");

    private final ServerSocket listener;
    private final CompletableFuture<Void> played;

    /** What happens on one connection, which is closed at the end of it. */
    @FunctionalInterface
    public interface Script {
        void play(Peer peer) throws Exception;
    }

    public ScriptedServer(Script... connections) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        played = CompletableFuture.runAsync(() -> play(connections), task -> {
            Thread thread = new Thread(task, "scripted server");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void play(Script... connections) {
        try {
            for (Script script : connections) {
                try (Socket socket = listener.accept()) {
                    socket.setTcpNoDelay(true);
                    script.play(new Peer(socket));
                }
            }
        } catch (Exception e) {
            throw new AssertionError("the script was not played to its end", e);
        }
    }

    public final String authority() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Waits until every connection had its script, and fails where one could not be played. */
    public final void awaitEnd() throws Exception {
        played.get(30, TimeUnit.SECONDS);
    }

    @Override
    public final void close() throws IOException {
        listener.close();
    }

    /** The server's side of one connection. */
    public static final class Peer {

        private final Socket socket;
        private final InputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        /** Waits for a request; gives its head and its body as they came. */
        public String request() throws IOException {
            String head = head();
            Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
            int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return head + new String(in.readNBytes(body), StandardCharsets.UTF_8);
        }

        /** Waits for the head of a request, and leaves its body where it is. */
        public String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("no request, but the end of the connection after: " + head);
                }
                head.append((char) next);
            }
            return head.toString();
        }

        /** Sends each piece by itself. */
        public void say(String... pieces) throws IOException {
            for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
            }
        }

        /** Answers with a body of that length. */
        public void answer(String status, String headers, String body) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            say("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + length + "\r\n\r\n" + body);
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Breaks the connection: a reset instead of an end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
