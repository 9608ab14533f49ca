package dev.ephemint.metrics;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.ephemint.audit.Line;
import dev.ephemint.audit.Trail;
import dev.ephemint.openai.Call;

/**
 * Writes one line a request, of which CloudWatch Logs makes metrics (Embedded Metric Format specification). It goes to the stream
 * itself: a log handler would wrap it.
 */
public final class EmbeddedMetrics {

    /** Stands for a preset that does not exist: callers must not be able to make up dimensions, each of which costs. */
    static final String NO_PRESET = "-";

    private static final List<List<String>> DIMENSIONS =
            List.of(List.of("Preset", "Outcome"), List.of("Outcome"), List.of());

    private static final String GRANTED = "granted";

    private final String namespace;
    private final PrintStream out;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /** Metrics in {@code namespace} of CloudWatch, written to {@code out}. */
    public EmbeddedMetrics(String namespace, PrintStream out) {
        this.namespace = namespace;
        this.out = out;
    }

    /** Counts {@code trail}, which is over. */
    public void count(Trail trail) {
        line(trail, cold.getAndSet(false)).printTo(out);
    }

    Line line(Trail trail, boolean cold) {
        List<Metric> metrics = metrics(trail, cold);
        Line line = new Line()
                .object("_aws")
                .number("Timestamp", trail.time().toEpochMilli())
                .list("CloudWatchMetrics")
                .object("")
                .word("Namespace", namespace)
                .list("Dimensions");
        for (List<String> set : DIMENSIONS) {
            line.list("");
            set.forEach(line::item);
            line.end();
        }
        line.end().list("Metrics");
        metrics.forEach(metric -> line.object("")
                .word("Name", metric.name())
                .word("Unit", metric.unit())
                .end());
        line.end().end().end().end();
        line.word("Preset", trail.preset().map(preset -> preset.name()).orElse(NO_PRESET))
                .word("Outcome", trail.outcome());
        metrics.forEach(metric -> metric.value().accept(line));
        return line;
    }

    private static List<Metric> metrics(Trail trail, boolean cold) {
        List<Metric> metrics = new ArrayList<>();
        boolean granted = trail.outcome().equals(GRANTED);
        Call call = trail.call();
        metrics.add(count("Mints", granted ? 1 : 0));
        metrics.add(count("Refusals", granted ? 0 : 1));
        metrics.add(count("ColdStarts", cold ? 1 : 0));
        metrics.add(millis("Latency", trail.took()));
        if (call.attempts() > 0) {
            metrics.add(count("Retries", call.attempts() - 1));
            metrics.add(millis("UpstreamLatency", call.took()));
        }
        trail.granted()
                .ifPresent(lifetime -> metrics.add(new Metric(
                        "SecretLifetime", "Seconds", line -> line.number("SecretLifetime", lifetime.toSeconds()))));
        return metrics;
    }

    private static Metric count(String name, int value) {
        return new Metric(name, "Count", line -> line.number(name, value));
    }

    private static Metric millis(String name, Duration value) {
        return new Metric(name, "Milliseconds", line -> line.millis(name, value));
    }

    private record Metric(String name, String unit, Consumer<Line> value) {}
}
