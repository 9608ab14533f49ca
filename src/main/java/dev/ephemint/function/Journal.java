package dev.ephemint.function;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

import dev.ephemint.audit.Advice;
import dev.ephemint.audit.AuditLog;
import dev.ephemint.audit.Trail;
import dev.ephemint.metrics.EmbeddedMetrics;
import dev.ephemint.openai.Preflight;

/** What is done about a request once it is over: it is written down, and the first ones start the preflight. */
record Journal(AuditLog audit, Optional<EmbeddedMetrics> metrics, Optional<Preflight> preflight)
        implements Consumer<Trail> {

    /** A journal of requests that nobody made: all is written as ever, and goes nowhere. */
    static Journal toNowhere() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.US_ASCII);
        return new Journal(
                new AuditLog(nowhere), Optional.of(new EmbeddedMetrics("nowhere", nowhere)), Optional.empty());
    }

    @Override
    public void accept(Trail trail) {
        Advice.give(trail);
        audit.write(trail);
        metrics.ifPresent(counted -> counted.count(trail));
        if (trail.granted().isPresent()) {
            preflight.ifPresent(models -> trail.call().upstream().ifPresent(models::begin));
        }
    }
}
