package dev.ephemint.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** What came over a connection and is not read yet. As much is taken from the source at once as there is. */
final class Incoming {

    /** Bytes; fifteen or twenty headers, of which Lambda's client context, the longest, has up to 3583. */
    static final int MOST_HEAD = 16_384;

    private static final String LINE_END = "\r\n";

    private final Source source;
    private final byte[] buffer = new byte[MOST_HEAD];
    private int next;
    private int end;

    Incoming(Source source) {
        this.source = source;
    }

    /** Bytes that are here already. */
    int waiting() {
        return end - next;
    }

    /** @throws Unanswered where the connection ends instead */
    void awaitFirst() throws IOException {
        try {
            more();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new Unanswered(e);
        }
    }

    /** The next line without its end, which still waits to be read; of at most {@link #MOST_HEAD} bytes. */
    String nextLine() throws IOException {
        return text(through(LINE_END) - LINE_END.length());
    }

    /** Reads the next line; gives it without its end. */
    String line() throws IOException {
        String line = nextLine();
        next += line.length() + LINE_END.length();
        return line;
    }

    /** Reads all to the next empty line, and gives it with that one; of at most {@link #MOST_HEAD} bytes. */
    String head() throws IOException {
        String head = text(through(LINE_END + LINE_END));
        next += head.length();
        return head;
    }

    /** Reads a line end, and waits for no other one where it is none. */
    void lineEnd() throws IOException {
        for (int i = 0; i < LINE_END.length(); i++) {
            if (waiting() == 0) {
                more();
            }
            if (buffer[next++] != LINE_END.charAt(i)) {
                throw new ProtocolException("the server sent a chunk longer than declared");
            }
        }
    }

    private String text(int length) {
        return new String(buffer, next, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * How many bytes it is to {@code terminator}, and with it. A line feed alone ends no line: RFC 9112, 2.2 leaves that open, and to
     * wait for the other half could be to wait for ever.
     */
    private int through(String terminator) throws IOException {
        int at = next;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n') {
                    if (at == next || buffer[at - 1] != '\r') {
                        throw new ProtocolException("the server sent a line feed alone");
                    }
                    if (endsWith(terminator, at + 1)) {
                        return at + 1 - next;
                    }
                }
            }
            at -= more();
        }
    }

    /** Fills {@code bytes}. */
    void fill(byte[] bytes) throws IOException {
        int filled = Math.min(waiting(), bytes.length);
        System.arraycopy(buffer, next, bytes, 0, filled);
        next += filled;
        while (filled < bytes.length) {
            int count = source.read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                throw new EOFException("the response ended " + (bytes.length - filled) + " bytes before it should");
            }
            filled += count;
        }
    }

    /** Adds the next {@code size} bytes to {@code bytes}. */
    void append(int size, ByteArrayOutputStream bytes) throws IOException {
        for (int left = size; left > 0; ) {
            if (waiting() == 0) {
                more();
            }
            int count = Math.min(waiting(), left);
            bytes.write(buffer, next, count);
            next += count;
            left -= count;
        }
    }

    /** All to the end of the connection. */
    byte[] rest(int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(1024);
        int count = waiting();
        while (count >= 0) {
            all.write(buffer, next, count);
            next = 0;
            end = 0;
            if (all.size() > most) {
                throw new TooLong(most);
            }
            count = source.read(buffer, 0, buffer.length);
        }
        return all.toByteArray();
    }

    private boolean endsWith(String terminator, int to) {
        int from = to - terminator.length();
        for (int i = 0; i < terminator.length(); i++) {
            if (from < next || buffer[from + i] != terminator.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes more from the source; gives by how much what waits moved to the front to make room. */
    private int more() throws IOException {
        int moved = next;
        System.arraycopy(buffer, next, buffer, 0, waiting());
        end -= moved;
        next = 0;
        if (end == buffer.length) {
            throw new ProtocolException("the server sent a head or a line of more than " + MOST_HEAD + " bytes");
        }
        int count = source.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException("the response ended too early");
        }
        end += count;
        return moved;
    }
}
