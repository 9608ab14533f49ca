package dev.ephemint.function;

import java.util.Optional;
import java.util.function.Consumer;

import dev.ephemint.audit.Advice;
import dev.ephemint.audit.AuditLog;
import dev.ephemint.audit.Trail;
import dev.ephemint.metrics.EmbeddedMetrics;

/** Everything that is written down of a request once it is over. */
record Journal(AuditLog audit, Optional<EmbeddedMetrics> metrics) implements Consumer<Trail> {

    @Override
    public void accept(Trail trail) {
        Advice.give(trail);
        audit.write(trail);
        metrics.ifPresent(counted -> counted.count(trail));
    }
}
