package dev.ephemint.runtime;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;

import dev.ephemint.wire.Head;
import dev.ephemint.wire.ResponseReader;
import dev.ephemint.wire.Unanswered;

/** One socket to the Runtime API, connected with its first request. Used by one thread, but for {@link #close}. */
final class Wire {

    /** Bytes; Lambda's largest event has 6 MiB. */
    static final int MOST_BODY = 16_777_216;

    private final Socket socket = new Socket(Proxy.NO_PROXY);
    private final String host;
    private final int port;
    private ResponseReader responses;

    Wire(URL url) {
        host = url.getHost();
        port = port(url);
    }

    boolean leadsTo(URL url) {
        return port == port(url) && host.equals(url.getHost());
    }

    /**
     * Writes {@code request} and waits for the response.
     *
     * @throws Unanswered where the connection ended before anything of it came
     * @throws IOException where it ends later; where there is no response of HTTP/1, or it is larger than {@link #MOST_BODY}, or than
     *     it says
     */
    Response exchange(byte[] request) throws IOException {
        if (responses == null) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port));
            responses = new ResponseReader(socket.getInputStream()::read);
        }
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            return refusal(e);
        }
        return response();
    }

    private Response response() throws IOException {
        Head head = responses.head();
        Response response = new Response(head, responses.body(head, MOST_BODY), head.keepsConnection());
        if (responses.waiting() > 0) {
            throw new ProtocolException(
                    "the Lambda Runtime API sent " + responses.waiting() + " bytes more than it declared");
        }
        return response;
    }

    /** Where the Runtime API refuses a request before it has read it all (413), its response may have come all the same. */
    private Response refusal(IOException unsent) throws IOException {
        Response response;
        try {
            response = response();
        } catch (IOException e) {
            e.addSuppressed(unsent);
            throw e;
        }
        if (response.head().status() < HttpURLConnection.HTTP_BAD_REQUEST) {
            throw unsent;
        }
        return response.last();
    }

    /** Closes it, and so ends what another thread waits for. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing was to come of it any more
        }
    }

    private static int port(URL url) {
        return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    }
}
