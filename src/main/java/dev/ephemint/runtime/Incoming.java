package dev.ephemint.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What came over a connection and is not read yet. As much is taken from the socket at once as there is. */
final class Incoming {

    /** Bytes; the longest of some fifteen headers, the client context, has up to 3583. */
    static final int MOST_HEAD = 16_384;

    private final InputStream in;
    private final byte[] buffer = new byte[MOST_HEAD];
    private int next;
    private int end;

    Incoming(InputStream in) {
        this.in = in;
    }

    /** Bytes that are here already. */
    int waiting() {
        return end - next;
    }

    /** @throws Unanswered where the connection ends instead */
    void awaitFirst() throws Unanswered {
        try {
            more();
        } catch (IOException e) {
            throw new Unanswered("the connection to the Lambda Runtime API ended before a response", e);
        }
    }

    /**
     * The text to {@code terminator}, and with it; of at most {@link #MOST_HEAD} bytes.
     *
     * @param terminator one or more line ends; a line feed alone is none (RFC 9112, 2.2 leaves that open, and to wait for the other
     *     half could be to wait for ever)
     */
    String through(String terminator) throws IOException {
        int at = next;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n') {
                    if (at == next || buffer[at - 1] != '\r') {
                        throw new ProtocolException("the Lambda Runtime API sent a line feed alone");
                    }
                    if (endsWith(terminator, at + 1)) {
                        String text = new String(buffer, next, at + 1 - next, StandardCharsets.ISO_8859_1);
                        next = at + 1;
                        return text;
                    }
                }
            }
            at -= more();
        }
    }

    /** Fills {@code bytes} from {@code from} on. */
    void fill(byte[] bytes, int from) throws IOException {
        int filled = Math.min(waiting(), bytes.length - from);
        System.arraycopy(buffer, next, bytes, from, filled);
        next += filled;
        for (int at = from + filled; at < bytes.length; ) {
            int count = in.read(bytes, at, bytes.length - at);
            if (count < 0) {
                throw new EOFException("the response ended " + (bytes.length - at) + " bytes before it should");
            }
            at += count;
        }
    }

    /** All to the end of the connection, and one byte more than {@code most} at most. */
    byte[] rest(int most) throws IOException {
        byte[] here = new byte[waiting()];
        fill(here, 0);
        byte[] further = in.readNBytes(most + 1 - here.length);
        byte[] all = Arrays.copyOf(here, here.length + further.length);
        System.arraycopy(further, 0, all, here.length, further.length);
        return all;
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

    /** Takes more from the socket; gives by how much what waits moved to the front to make room. */
    private int more() throws IOException {
        int moved = next;
        System.arraycopy(buffer, next, buffer, 0, waiting());
        end -= moved;
        next = 0;
        if (end == buffer.length) {
            throw new ProtocolException("the Lambda Runtime API sent a head of more than " + MOST_HEAD + " bytes");
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException("the response ended within its head");
        }
        end += count;
        return moved;
    }
}
