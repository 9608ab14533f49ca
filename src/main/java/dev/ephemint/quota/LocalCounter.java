package dev.ephemint.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts in memory, so for this instance alone. Past {@value #MOST} counters the one that nobody used for longest is forgotten:
 * that of a preset as a whole is used with every call.
 */
final class LocalCounter implements Counter {

    static final int MOST = 10_000;

    private record Count(long window, int units) {}

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST;
        }
    };

    LocalCounter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Outcome take(String id, Limit limit) {
        Instant now = clock.instant();
        long window = limit.window(now);
        Count count = counts.get(id);
        // A clock that is set back must not open a window again.
        Count current = count == null || count.window() < window ? new Count(window, 0) : count;
        if (current.units() >= limit.units()) {
            return new Over(limit.left(current.window(), now));
        }
        counts.put(id, new Count(current.window(), current.units() + 1));
        return new Unit(id, current.window());
    }

    @Override
    public synchronized void giveBack(Unit unit) {
        counts.computeIfPresent(
                unit.id(),
                (id, count) -> count.window() == unit.window() && count.units() > 0
                        ? new Count(count.window(), count.units() - 1)
                        : count);
    }

    synchronized int size() {
        return counts.size();
    }
}
