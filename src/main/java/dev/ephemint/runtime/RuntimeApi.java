package dev.ephemint.runtime;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * Opens connections to the Lambda Runtime API. Of what the JDK's own do twice an invocation (a proxy is chosen, a cache of
 * connections is searched, head and body are written apart, every header becomes an object) nothing is needed for one peer on the
 * same machine, and it was a third of a warm call.
 */
final class RuntimeApi extends URLStreamHandler {

    /** For the life of the process: a native binary serves one Runtime API. */
    static final RuntimeApi KEPT = new RuntimeApi(new Interlude(new Garbage()));

    private final Interlude interlude;
    private final KeptWire wire = new KeptWire();

    RuntimeApi(Interlude interlude) {
        this.interlude = interlude;
    }

    /** What comes after each answer that is sent to this API. */
    Interlude interlude() {
        return interlude;
    }

    /**
     * Parses a URL whose connections are these.
     *
     * @throws MalformedURLException where it is none, or no {@code http} one
     */
    URL url(String spec) throws MalformedURLException {
        URL url = new URL(null, spec, this);
        if (!url.getProtocol().equals("http")) {
            throw new MalformedURLException("the Lambda Runtime API speaks http, not " + url.getProtocol());
        }
        return url;
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new RuntimeCall(url, wire, interlude);
    }

    @Override
    protected int getDefaultPort() {
        return 80;
    }
}
