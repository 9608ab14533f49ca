package dev.ephemint.runtime;

import java.io.IOException;
import java.net.URL;

import dev.ephemint.wire.ScriptedServer;

/** A Runtime API that says byte for byte what a test wants. */
final class ScriptedApi extends ScriptedServer {

    ScriptedApi(Script... connections) throws IOException {
        super(connections);
    }

    /** A call of {@code api} to this server, as the poll loop makes it. */
    RuntimeCall call(RuntimeApi api, String path) throws IOException {
        URL url = api.url("http://" + authority() + path);
        return (RuntimeCall) url.openConnection();
    }
}
