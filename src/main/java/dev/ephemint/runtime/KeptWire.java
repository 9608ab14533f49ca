package dev.ephemint.runtime;

import java.io.IOException;
import java.net.URL;
import java.util.concurrent.atomic.AtomicReference;

import dev.ephemint.wire.Unanswered;

/** The connection that is kept from one call to the next; never more than one. */
final class KeptWire {

    private final AtomicReference<Wire> idle = new AtomicReference<>();

    /**
     * Sends a request and reads the response to it. Once more, over a new connection, where a kept one proves to be closed before
     * anything of a response came. That goes for answers too, as with the JDK's own connection: most likely the Runtime API closed
     * what was idle; if it had taken the answer, it refuses the second.
     *
     * @throws IOException where there is no whole response; the connection is closed then
     */
    Response send(RuntimeCall call, URL url, byte[] request) throws IOException {
        Wire kept = idle.getAndSet(null);
        if (kept != null) {
            if (kept.leadsTo(url)) {
                try {
                    return over(kept, call, request);
                } catch (Unanswered closed) {
                    // over a new one, unless the call was disconnected
                }
            } else {
                kept.close();
            }
        }
        return over(new Wire(url), call, request);
    }

    private Response over(Wire wire, RuntimeCall call, byte[] request) throws IOException {
        boolean reusable = false;
        try {
            call.uses(wire);
            Response response = wire.exchange(request);
            reusable = response.keepsConnection() && idle.compareAndSet(null, wire);
            return response;
        } finally {
            if (!reusable) {
                wire.close();
            }
        }
    }
}
