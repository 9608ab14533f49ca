package dev.ephemint.runtime;

import java.net.ProtocolException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes a request as HTTP/1.1 has it, head and body in one piece (RFC 9112). */
final class Request {

    private Request() {}

    static byte[] of(String method, URL url, Map<String, String> headers, Content content) throws ProtocolException {
        String path = url.getFile();
        if (!path.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ProtocolException("a path for the Lambda Runtime API with characters that none has");
        }
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(path.isEmpty() ? "/" : path).append(" HTTP/1.1\r\n");
        append(head, "Host", url.getAuthority());
        headers.forEach((name, value) -> append(head, name, value));
        if (method.equals("POST")) {
            append(head, "Content-Length", Integer.toString(content.size()));
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = Arrays.copyOf(bytes, bytes.length + content.size());
        content.copyToEndOf(message);
        return message;
    }

    /** Whether it can be sent as one line. */
    static boolean isHeader(String name, String value) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')
                && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
