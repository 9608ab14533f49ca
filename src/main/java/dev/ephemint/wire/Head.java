package dev.ephemint.wire;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.ephemint.shape.Alphabet;

/** Status line and headers of a response. They stay one text: of a dozen headers, half are ever asked for. */
public final class Head {

    /** What names of headers are made of (RFC 9110, section 5.6.2). */
    static final Alphabet TOKEN = Alphabet.of("!#$%&'*+.^_`|~0-9A-Za-z-");

    private static final String LINE_END = "\r\n";
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int MOST_DIGITS = 15;

    private final String text;
    private final boolean chunked;
    private final OptionalLong length;

    /**
     * Checks the headers, and how the body that follows them will end.
     *
     * @param text to the empty line, and with it; begins with a {@linkplain #refuseUnlessStatus status line}
     * @throws ProtocolException where the rest is no head of HTTP/1, or the end of its body is not certain
     */
    Head(String text) throws ProtocolException {
        this.text = text;
        for (int line = first(); line >= 0; line = after(line)) {
            refuseUnlessField(text, line, text.indexOf(LINE_END, line));
        }
        Optional<String> coding = only("Transfer-Encoding");
        Optional<String> declared = only("Content-Length");
        chunked = coding.isPresent() && !isBodiless();
        if (chunked && (declared.isPresent() || !coding.get().equalsIgnoreCase("chunked"))) {
            throw new ProtocolException("the server sent a body neither of one length nor in chunks");
        }
        if (isBodiless()) {
            length = OptionalLong.of(0);
        } else {
            length = declared.isPresent() ? OptionalLong.of(size(declared.get(), 10)) : OptionalLong.empty();
        }
    }

    public int status() {
        return Integer.parseInt(text, STATUS, STATUS + 3, 10);
    }

    /** What the server calls the status; may be empty. */
    public String reason() {
        return text.substring(STATUS + 3, text.indexOf(LINE_END)).strip();
    }

    /** Whether another request may follow over the same connection, as far as the head goes. */
    public boolean keepsConnection() {
        return text.startsWith("HTTP/1.1")
                && status() >= 200
                && (chunked || length.isPresent())
                && fields("Connection").stream().allMatch("keep-alive"::equalsIgnoreCase);
    }

    /** The first header of that name, in whichever case. */
    public Optional<String> field(String name) {
        int line = find(name, first());
        return line < 0 ? Optional.empty() : Optional.of(valueAt(line, name));
    }

    /** The values of every header of that name, in whichever case. */
    public List<String> fields(String name) {
        List<String> values = new ArrayList<>(1);
        for (int line = find(name, first()); line >= 0; line = find(name, after(line))) {
            values.add(valueAt(line, name));
        }
        return values;
    }

    /** Whether another one follows that is the response (RFC 9110, section 15.2); after 101 nothing follows that is HTTP/1. */
    boolean isInterim() {
        return status() < 200 && status() != 101;
    }

    /** Whether the body comes in chunks. */
    boolean isChunked() {
        return chunked;
    }

    /** How many bytes of body follow; empty where they come in chunks, or end with the connection. */
    OptionalLong length() {
        return length;
    }

    /** A length as {@code digits} say it. */
    static long size(String digits, int radix) throws ProtocolException {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> isDigit(c, radix))) {
            throw new ProtocolException("the server sent no length that it could be held to");
        }
        return Long.parseLong(digits, radix);
    }

    /** @throws ProtocolException where {@code line}, without its end, is no status line of HTTP/1 */
    static void refuseUnlessStatus(String line) throws ProtocolException {
        boolean good = line.startsWith("HTTP/1.")
                && line.length() >= STATUS + 3
                && isDigit(line.charAt(STATUS - 2), 10)
                && line.charAt(STATUS - 1) == ' '
                && line.charAt(STATUS) >= '1'
                && line.charAt(STATUS) <= '5'
                && isDigit(line.charAt(STATUS + 1), 10)
                && isDigit(line.charAt(STATUS + 2), 10)
                && (line.length() == STATUS + 3 || line.charAt(STATUS + 3) == ' ');
        if (!good) {
            throw new ProtocolException("the server sent no status line of HTTP/1");
        }
        refuseControls(line, 0, line.length());
    }

    /** @throws ProtocolException where what stands from {@code line} to {@code end} is no header */
    static void refuseUnlessField(String text, int line, int end) throws ProtocolException {
        int colon = TOKEN.end(text, line);
        if (colon == line || colon >= end || text.charAt(colon) != ':') {
            throw new ProtocolException("the server sent a line that is no header");
        }
        refuseControls(text, colon, end);
    }

    /** @throws ProtocolException where there is a control character from {@code from} to {@code end} */
    static void refuseControls(String text, int from, int end) throws ProtocolException {
        for (int i = from; i < end; i++) {
            if (isControl(text.charAt(i))) {
                throw new ProtocolException("the server sent a control character");
            }
        }
    }

    /** Whether no line has it; a tab is as good as a space (RFC 9110, section 5.5). */
    static boolean isControl(int c) {
        return c < ' ' && c != '\t' || c == 0x7f;
    }

    /** Whether there is never a body, whatever the headers say (RFC 9112, section 6.3). */
    private boolean isBodiless() {
        return status() < 200 || status() == 204 || status() == 304;
    }

    /** The only header of that name: two may be read differently by two readers. */
    private Optional<String> only(String name) throws ProtocolException {
        List<String> values = fields(name);
        if (values.size() > 1) {
            throw new ProtocolException("the server sent two headers " + name);
        }
        return values.stream().findFirst();
    }

    private static boolean isDigit(int c, int radix) {
        return c < 0x7f && Character.digit(c, radix) >= 0;
    }

    private String valueAt(int line, String name) {
        return text.substring(line + name.length() + 1, text.indexOf(LINE_END, line))
                .strip();
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
