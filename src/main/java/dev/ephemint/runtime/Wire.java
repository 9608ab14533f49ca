package dev.ephemint.runtime;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;

/** One socket to the Runtime API, connected with its first request. Used by one thread, but for {@link #close}. */
final class Wire {

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
     */
    Response exchange(byte[] request) throws IOException {
        if (responses == null) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port));
            responses = new ResponseReader(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            return refusal(e);
        }
        return responses.read();
    }

    /** Where the Runtime API refuses a request before it has read it all (413), its response may have come all the same. */
    private Response refusal(IOException unsent) throws IOException {
        Response response;
        try {
            response = responses.read();
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
