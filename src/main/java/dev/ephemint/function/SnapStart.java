package dev.ephemint.function;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.ephemint.openai.Upstreams;
import dev.ephemint.settings.Settings;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.quarkus.runtime.StartupEvent;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/**
 * What is done around the snapshot that Lambda takes of a started function (SnapStart), by the hooks of its Java runtimes. Before
 * it, whatever a first request would load or compile; and the connection to OpenAI is closed, which no copy could use. After it,
 * in each copy, a new connection. Neither needs the API key.
 */
@Singleton
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
public class SnapStart implements Resource {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.startup");

    /** The JVM's first compiler takes a method after 200 calls. */
    private static final int REHEARSALS = 300;

    private final Rehearsal rehearsal;
    private final Upstreams upstreams;
    private final Settings settings;

    @Inject
    SnapStart(Rehearsal rehearsal, Upstreams upstreams, Settings settings) {
        this.rehearsal = rehearsal;
        this.upstreams = upstreams;
        this.settings = settings;
    }

    /** The runtime forgets a resource that nobody else holds; the container holds this one. */
    void onStart(@Observes StartupEvent event) {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            rehearsal.run(REHEARSALS);
        } catch (RuntimeException e) {
            // slower first requests are no reason to refuse a deployment
            LOG.warn("snapstart_unrehearsed: the first request of each instance will take longer", e);
        }
        upstreams.coolDown();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        if (settings.warmUp()) {
            upstreams.warmUp();
        }
    }
}
