package dev.ephemint.wire;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import dev.ephemint.shape.Alphabet;

/** A request in the making; head and body become one piece. Nothing can be added to it that would make it another request. */
public final class Request {

    private static final Alphabet VISIBLE = Alphabet.of("!-~");
    private static final int LATIN = 0xff;

    /** What says where a request ends is said here. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private final StringBuilder head = new StringBuilder(512);

    /**
     * Begins one.
     *
     * @param target path and query, encoded; {@code /} where empty
     * @throws ProtocolException where it has characters that none has
     */
    public Request(String method, String target) throws ProtocolException {
        String path = target.isEmpty() ? "/" : target;
        if (VISIBLE.end(path, 0) < path.length()) {
            throw new ProtocolException("a path with characters that none has");
        }
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    }

    /** Whether a request can have this header: one line of Latin-1 that does not say where the request ends. */
    public static boolean isHeader(String name, String value) {
        return Head.TOKEN.spells(name, Integer.MAX_VALUE)
                && isText(value)
                && !FRAMING.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > LATIN || Head.isControl(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** @throws ProtocolException where it is no {@linkplain #isHeader header}; without the value, which may be a key */
    public void header(String name, String value) throws ProtocolException {
        if (!isHeader(name, value)) {
            throw new ProtocolException("no header that can be sent: " + name.replaceAll("[^!-~]", "?"));
        }
        line(name, value);
    }

    /** As it is sent, without a body. */
    public byte[] bytes() {
        return (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As it is sent, with {@code body}, of which nothing remains. */
    public byte[] bytes(ByteBuffer body) {
        line("Content-Length", Integer.toString(body.remaining()));
        byte[] start = bytes();
        byte[] message = Arrays.copyOf(start, start.length + body.remaining());
        body.get(message, start.length, body.remaining());
        return message;
    }

    private void line(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Without the headers: one of them is a key. */
    @Override
    public String toString() {
        return "Request[" + head.substring(0, head.indexOf(" ")) + "]";
    }
}
