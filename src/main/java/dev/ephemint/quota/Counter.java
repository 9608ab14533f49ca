package dev.ephemint.quota;

import java.time.Duration;

/** Counts units in windows. Thread-safe. */
interface Counter {

    /** What became of an attempt to take a unit. */
    sealed interface Outcome {}

    /** A unit is taken. */
    record Unit(String id, long window) implements Outcome {}

    /** None is left in this window. */
    record Over(Duration retryAfter) implements Outcome {}

    /**
     * Takes one unit of {@code limit} from the counter called {@code id}.
     *
     * @throws QuotaException where it cannot be counted
     */
    Outcome take(String id, Limit limit);

    /**
     * Gives {@code unit} back if its window is still open.
     *
     * @throws QuotaException where it cannot be counted
     */
    void giveBack(Unit unit);
}
