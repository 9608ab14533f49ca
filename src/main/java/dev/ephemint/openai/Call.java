package dev.ephemint.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What one request asked of its upstream, filled in on the way. For one thread. */
public final class Call {

    private final LongSupplier nanos;
    private Optional<String> upstream = Optional.empty();
    private Optional<Verdict> answered = Optional.empty();
    private int attempts;
    private long start;
    private long took;

    /** A call that has not been made; {@code nanos} is a clock such as {@link System#nanoTime}. */
    public Call(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Says which upstream is asked, before anything travels. */
    void to(Upstream asked) {
        upstream = Optional.of(asked.name());
    }

    /** An attempt begins. */
    void begins() {
        attempts++;
        answered = Optional.empty();
        start = nanos.getAsLong();
    }

    /** The attempt is over, whatever came of it. */
    void ends() {
        took += nanos.getAsLong() - start;
    }

    /** Keeps what may be known of an answer; the last one counts. */
    void answered(Verdict last) {
        answered = Optional.of(last);
    }

    /** The name of the upstream; empty where the request never got that far. */
    public Optional<String> upstream() {
        return upstream;
    }

    /** How often the upstream was asked. */
    public int attempts() {
        return attempts;
    }

    /** How long all attempts took together. */
    public Duration took() {
        return Duration.ofNanos(took);
    }

    /** The answer to the last attempt; empty where none came. */
    public Optional<Verdict> answered() {
        return answered;
    }
}
