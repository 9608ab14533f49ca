package dev.ephemint.quota;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ephemint.access.Caller;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.quota.Counter.Outcome;
import dev.ephemint.quota.Counter.Over;
import dev.ephemint.quota.Counter.Unit;
import org.jboss.logging.Logger;

/** The quotas of all presets. Thread-safe; nothing is connected or built before a preset with a quota is asked for. */
public final class Quotas {

    private static final Logger LOG = Logger.getLogger(Quotas.class);

    private final Counter counter;
    private final Pseudonyms pseudonyms;
    private final boolean open;

    Quotas(Counter counter, Pseudonyms pseudonyms, boolean open) {
        this.counter = counter;
        this.pseudonyms = pseudonyms;
        this.open = open;
    }

    /**
     * Counts in {@code table}, or per instance where there is none.
     *
     * @param pseudonyms names callers in the table
     * @param open whether a mint goes on when the table cannot be used
     */
    public static Quotas of(Optional<Table> table, Pseudonyms pseudonyms, boolean open) {
        Clock clock = Clock.systemUTC();
        Counter counter = table.<Counter>map(place -> new TableCounter(new DynamoDb(place, clock), clock))
                .orElseGet(() -> new LocalCounter(clock));
        return new Quotas(counter, pseudonyms, open);
    }

    /**
     * Takes a unit for {@code caller} and one for the whole preset, as far as it has such limits; both or none.
     *
     * @throws QuotaException where one of them is used up or, unless the quotas fail open, could not be counted
     */
    public Taken take(String preset, Optional<Limit> perCaller, Optional<Limit> total, Caller caller) {
        List<Unit> units = new ArrayList<>(2);
        try {
            perCaller.ifPresent(
                    limit -> units.add(take(pseudonyms.of("quota", caller, preset, seconds(limit)), limit)));
            total.ifPresent(
                    limit -> units.add(take(pseudonyms.of("quota-total", List.of(preset, seconds(limit))), limit)));
        } catch (QuotaException e) {
            if (e.retryAfter().isPresent() || !open) {
                giveBack(units);
                throw e;
            }
            LOG.warnf("quota: %s: not counted, and let through", preset);
        }
        return () -> giveBack(units);
    }

    /** A preset whose window was made longer or shorter starts afresh. */
    private static String seconds(Limit limit) {
        return Long.toString(limit.per().toSeconds());
    }

    private Unit take(String id, Limit limit) {
        Outcome outcome = counter.take(id, limit);
        if (outcome instanceof Over over) {
            throw QuotaException.over(over.retryAfter());
        }
        return (Unit) outcome;
    }

    private void giveBack(List<Unit> units) {
        try {
            units.forEach(counter::giveBack);
        } catch (QuotaException e) {
            LOG.warnf("quota: a unit was not given back: %s", e.getMessage());
        }
    }

    /** Units that were taken. */
    @FunctionalInterface
    public interface Taken {
        /** Gives them back, because nothing was minted; never throws. */
        void giveBack();
    }
}
