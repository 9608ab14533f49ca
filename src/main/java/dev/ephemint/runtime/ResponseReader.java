package dev.ephemint.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/** Reads the responses of one connection, each of them whole (RFC 9112). */
final class ResponseReader {

    /** Bytes; Lambda's largest event has 6 MiB. */
    static final int MOST_BODY = 16_777_216;

    private static final String LINE_END = "\r\n";
    private static final int MOST_DIGITS = 8;

    private final Incoming incoming;

    ResponseReader(InputStream in) {
        incoming = new Incoming(in);
    }

    /**
     * Waits for a response; passes over interim ones.
     *
     * @throws Unanswered where the connection ends before its first byte
     * @throws IOException where it ends later; where it is no response of HTTP/1, or larger than {@link #MOST_BODY}, or than it says
     */
    Response read() throws IOException {
        incoming.awaitFirst();
        Head head = head();
        while (head.isInterim()) {
            head = head();
        }
        Response response = withBody(head);
        if (incoming.waiting() > 0) {
            throw new ProtocolException(
                    "the Lambda Runtime API sent " + incoming.waiting() + " bytes more than it declared");
        }
        return response;
    }

    private Head head() throws IOException {
        return Head.of(incoming.through(LINE_END + LINE_END));
    }

    private Response withBody(Head head) throws IOException {
        Optional<String> coding = head.only("Transfer-Encoding");
        Optional<String> length = head.only("Content-Length");
        if (head.isBodiless()) {
            return new Response(head, new byte[0], head.keepsConnection());
        }
        if (coding.isPresent()) {
            if (length.isPresent() || !coding.get().equalsIgnoreCase("chunked")) {
                throw new ProtocolException("the Lambda Runtime API sent a body neither of one length nor in chunks");
            }
            return new Response(head, chunks(), head.keepsConnection());
        }
        if (length.isPresent()) {
            byte[] body = new byte[size(length.get(), 10)];
            incoming.fill(body, 0);
            return new Response(head, body, head.keepsConnection());
        }
        byte[] body = incoming.rest(MOST_BODY);
        bounded(body.length);
        return new Response(head, body, false);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            byte[] chunk = new byte[size(line().split(";", 2)[0].strip(), 16)];
            bounded(body.size() + chunk.length);
            incoming.fill(chunk, 0);
            body.write(chunk);
            if (!line().isEmpty()) {
                throw new ProtocolException("the Lambda Runtime API sent a chunk longer than declared, or a trailer");
            }
            if (chunk.length == 0) {
                return body.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        String line = incoming.through(LINE_END);
        return line.substring(0, line.length() - LINE_END.length());
    }

    private static int size(String digits, int radix) throws ProtocolException {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> isDigit(c, radix))) {
            throw new ProtocolException(
                    "the Lambda Runtime API sent no length it could be held to, or too large a one");
        }
        return bounded(Long.parseLong(digits, radix));
    }

    private static boolean isDigit(int c, int radix) {
        return c < 0x7f && Character.digit(c, radix) >= 0;
    }

    private static int bounded(long size) throws ProtocolException {
        if (size > MOST_BODY) {
            throw new ProtocolException("the Lambda Runtime API sent a body of more than " + MOST_BODY + " bytes");
        }
        return (int) size;
    }
}
