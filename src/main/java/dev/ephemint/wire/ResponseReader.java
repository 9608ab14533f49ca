package dev.ephemint.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;

/** Reads the responses of one connection: of each the head, then the body. Not thread-safe. */
public final class ResponseReader {

    private final Incoming incoming;

    public ResponseReader(Source source) {
        incoming = new Incoming(source);
    }

    /**
     * Waits for the head of a response; passes over interim ones.
     *
     * @throws Unanswered where the connection ends before its first byte
     * @throws ProtocolException where it is none of HTTP/1 or has more than 16 KiB, or the end of its body is not certain
     * @throws IOException where it ends too early, or the source throws
     */
    public Head head() throws IOException {
        incoming.awaitFirst();
        Head head = nextHead();
        while (head.isInterim()) {
            head = nextHead();
        }
        return head;
    }

    /**
     * Waits for the body that follows {@code head}; drops trailers.
     *
     * @param most the longest one to take, in bytes
     * @throws TooLong where it has more, as soon as that is known
     * @throws ProtocolException where it is other than the head says
     * @throws IOException where it ends too early, or the source throws
     */
    public byte[] body(Head head, int most) throws IOException {
        if (head.isChunked()) {
            return chunks(most);
        }
        if (head.length().isEmpty()) {
            return incoming.rest(most);
        }
        byte[] body = new byte[bounded(head.length().getAsLong(), most)];
        incoming.fill(body);
        return body;
    }

    /** How many bytes came that belong to nothing read so far. */
    public int waiting() {
        return incoming.waiting();
    }

    /** Whoever does not speak HTTP may never come to an empty line. */
    private Head nextHead() throws IOException {
        Head.refuseUnlessStatus(incoming.nextLine());
        return new Head(incoming.head());
    }

    private byte[] chunks(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        while (true) {
            String line = incoming.line();
            Head.refuseControls(line, 0, line.length());
            long size = Head.size(line.split(";", 2)[0].stripTrailing(), 16);
            if (size == 0) {
                passTrailers();
                return body.toByteArray();
            }
            int end = bounded(body.size() + size, most);
            incoming.append(end - body.size(), body);
            incoming.lineEnd();
        }
    }

    private void passTrailers() throws IOException {
        int left = Incoming.MOST_HEAD;
        for (String line = incoming.line(); !line.isEmpty(); line = incoming.line()) {
            Head.refuseUnlessField(line, 0, line.length());
            left -= line.length();
            if (left < 0) {
                throw new ProtocolException("the server sent trailers of more than " + Incoming.MOST_HEAD + " bytes");
            }
        }
    }

    private static int bounded(long size, int most) throws TooLong {
        if (size > most) {
            throw new TooLong(most);
        }
        return (int) size;
    }
}
