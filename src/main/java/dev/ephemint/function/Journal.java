package dev.ephemint.function;

import java.util.Optional;
import java.util.function.Consumer;

import dev.ephemint.audit.Advice;
import dev.ephemint.audit.AuditLog;
import dev.ephemint.audit.Exchange;
import dev.ephemint.metrics.EmbeddedMetrics;

/** Everything that is written down of a request once it is over. */
record Journal(Optional<EmbeddedMetrics> metrics) implements Consumer<Exchange> {

    @Override
    public void accept(Exchange exchange) {
        Advice.give(exchange);
        AuditLog.write(exchange);
        metrics.ifPresent(counted -> counted.count(exchange));
    }
}
