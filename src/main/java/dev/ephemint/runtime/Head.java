package dev.ephemint.runtime;

import java.net.ProtocolException;
import java.util.Optional;

/**
 * Status line and headers of a response. They stay one text: of a dozen headers, half are ever asked for.
 *
 * @param text to the empty line, and with it
 */
record Head(String text) {

    private static final String LINE_END = "\r\n";
    private static final int STATUS = "HTTP/1.1 ".length();

    /** @throws ProtocolException where it is no head of HTTP/1 */
    static Head of(String text) throws ProtocolException {
        Head head = new Head(text);
        if (!head.hasStatusLine()) {
            throw new ProtocolException("the Lambda Runtime API sent no status line of HTTP/1");
        }
        for (int line = head.first(); line >= 0; line = head.after(line)) {
            int colon = text.indexOf(':', line);
            if (colon <= line
                    || colon > text.indexOf('\r', line)
                    || text.charAt(line) <= ' '
                    || text.charAt(colon - 1) <= ' ') {
                throw new ProtocolException("the Lambda Runtime API sent a line that is no header");
            }
        }
        return head;
    }

    int status() {
        return Integer.parseInt(text, STATUS, STATUS + 3, 10);
    }

    String reason() {
        return text.substring(STATUS + 3, text.indexOf(LINE_END)).strip();
    }

    /** Whether another one follows that is the response (RFC 9110, 15.2). */
    boolean isInterim() {
        return status() < 200 && status() != 101;
    }

    /** Whether there is never a body, whatever the headers say (RFC 9112, 6.3). */
    boolean isBodiless() {
        return status() < 200 || status() == 204 || status() == 304;
    }

    boolean keepsConnection() {
        return text.startsWith("HTTP/1.1")
                && status() >= 200
                && field("Connection")
                        .filter(options -> !options.equalsIgnoreCase("keep-alive"))
                        .isEmpty();
    }

    /** The first header of that name, in whichever case. */
    Optional<String> field(String name) {
        return valueAt(find(name, first()), name);
    }

    /**
     * The only header of that name.
     *
     * @throws ProtocolException where there are two, which two readers may read differently
     */
    Optional<String> only(String name) throws ProtocolException {
        int line = find(name, first());
        if (line >= 0 && find(name, after(line)) >= 0) {
            throw new ProtocolException("the Lambda Runtime API sent two headers " + name);
        }
        return valueAt(line, name);
    }

    private boolean hasStatusLine() {
        int end = text.indexOf(LINE_END);
        return text.startsWith("HTTP/1.")
                && end >= STATUS + 3
                && text.charAt(STATUS - 1) == ' '
                && text.charAt(STATUS) >= '1'
                && text.charAt(STATUS) <= '5'
                && isDigit(text.charAt(STATUS + 1))
                && isDigit(text.charAt(STATUS + 2))
                && (end == STATUS + 3 || text.charAt(STATUS + 3) == ' ');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Optional<String> valueAt(int line, String name) {
        return line < 0
                ? Optional.empty()
                : Optional.of(text.substring(line + name.length() + 1, text.indexOf(LINE_END, line))
                        .strip());
    }

    /** Where the first line of this header is, from {@code line} on; -1 without one. */
    private int find(String name, int line) {
        int at = line;
        while (at >= 0
                && !(text.regionMatches(true, at, name, 0, name.length()) && text.charAt(at + name.length()) == ':')) {
            at = after(at);
        }
        return at;
    }

    private int first() {
        return after(0);
    }

    /** Where the line after that at {@code line} begins; -1 after the last one. */
    private int after(int line) {
        int next = text.indexOf(LINE_END, line) + LINE_END.length();
        return next + LINE_END.length() < text.length() ? next : -1;
    }

    /** Without the headers: some tell who called. */
    @Override
    public String toString() {
        return "Head[" + status() + "]";
    }
}
