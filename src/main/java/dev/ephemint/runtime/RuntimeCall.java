package dev.ephemint.runtime;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.ephemint.wire.Request;

/**
 * One request to the Runtime API and its response: what Quarkus's poll loop takes for the JDK's own connection. It is sent, and
 * read whole, when something of the response is first asked for; waits as long as the Runtime API does. Used by one thread, but for
 * {@link #disconnect}.
 */
final class RuntimeCall extends NarrowConnection {

    /** Said by the connection itself. */
    private static final Set<String> OWN = Set.of("connection", "expect", "host", "upgrade");

    private final KeptWire wires;
    private final Interlude interlude;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Content content = new Content();
    private Optional<Response> response = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private InputStream answer = InputStream.nullInputStream();

    private volatile boolean disconnected;
    private volatile Optional<Wire> wire = Optional.empty();

    RuntimeCall(URL url, KeptWire wires, Interlude interlude) {
        super(url);
        this.wires = wires;
        this.interlude = interlude;
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new ProtocolException("the Lambda Runtime API takes GET and POST, not " + method);
        }
        super.setRequestMethod(method);
    }

    @Override
    public void setRequestProperty(String name, String value) {
        if (connected) {
            throw new IllegalStateException("the request is sent already");
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT)) || !Request.isHeader(name, value)) {
            throw new IllegalArgumentException("no header that can be set: " + name);
        }
        headers.put(name, value);
    }

    @Override
    public String getRequestProperty(String name) {
        return headers.get(name);
    }

    /** Keeps what is written until the response is asked for, to be sent with the head in one piece. */
    @Override
    public OutputStream getOutputStream() throws ProtocolException {
        if (!getDoOutput() || !method.equals("POST") || connected) {
            throw new ProtocolException(
                    "a body is written to a POST with setDoOutput(true), before its response is read");
        }
        return content;
    }

    /** {@inheritDoc} Empty where there is no response, as the JDK has it: {@link #getResponseCode} says why. */
    @Override
    public String getHeaderField(String name) {
        try {
            return response().head().field(name).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().head().status();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return response().head().reason();
    }

    /**
     * {@inheritDoc} The same stream each time.
     *
     * @throws FileNotFoundException where the status is 404 or 410
     * @throws IOException where it is another one of 400 or more, or there is no response
     */
    @Override
    public InputStream getInputStream() throws IOException {
        int status = getResponseCode();
        if (status >= HTTP_BAD_REQUEST) {
            String refusal = "the Lambda Runtime API answered " + status + " to " + method + " " + url.getPath();
            throw status == HTTP_NOT_FOUND || status == HTTP_GONE
                    ? new FileNotFoundException(refusal)
                    : new IOException(refusal);
        }
        return answer;
    }

    @Override
    public InputStream getErrorStream() {
        return response.filter(given -> given.head().status() >= HTTP_BAD_REQUEST)
                .map(given -> answer)
                .orElse(null);
    }

    /** Ends the wait for the response, from whichever thread; {@link SocketException} in the one that waits. */
    @Override
    public void disconnect() {
        disconnected = true;
        wire.ifPresent(Wire::close);
    }

    /** Notes what {@link #disconnect} has to close; before anything that may wait. */
    void uses(Wire used) throws SocketException {
        wire = Optional.of(used);
        if (disconnected) {
            throw new SocketException("disconnected");
        }
    }

    private Response response() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (response.isEmpty()) {
            connected = true;
            try {
                Response given = wires.send(this, url, request());
                answer = new ByteArrayInputStream(given.body());
                response = Optional.of(given);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            } finally {
                wire = Optional.empty();
                interlude.pass();
            }
        }
        return response.get();
    }

    private byte[] request() throws ProtocolException {
        Request request = new Request(method, url.getFile());
        request.header("Host", url.getAuthority());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        return method.equals("POST") ? request.bytes(content.bytes()) : request.bytes();
    }
}
