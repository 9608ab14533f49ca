package dev.ephemint.openai;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a request has to be answered, pauses and second attempts included. Counts elapsed time, so that a
 * clock that is set does not move it.
 */
final class Deadline {

    private final LongSupplier nanos;
    private final long end;

    private Deadline(LongSupplier nanos, Duration time) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + time.toNanos();
    }

    /** {@code time} from now, by a clock such as {@link System#nanoTime}. */
    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, time);
    }

    /** How long it is until then; zero once it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    /** The same moment, or {@code time} from now where that is earlier. */
    Deadline within(Duration time) {
        return left().compareTo(time) <= 0 ? this : in(time, nanos);
    }

    boolean passed() {
        return left().isZero();
    }
}
