package dev.ephemint.bench.crac;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Tells its resources of a snapshot. Holds them weakly, as Lambda's does. */
public class Context<R extends Resource> implements Resource {

    private final Map<R, Boolean> resources = Collections.synchronizedMap(new WeakHashMap<>());

    public void register(R resource) {
        resources.put(resource, true);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
        if (resources.isEmpty()) {
            throw new IllegalStateException("nothing is registered, so nothing would be prepared");
        }
        for (R resource : resources.keySet()) {
            resource.beforeCheckpoint(this);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) throws Exception {
        for (R resource : resources.keySet()) {
            resource.afterRestore(this);
        }
    }
}
