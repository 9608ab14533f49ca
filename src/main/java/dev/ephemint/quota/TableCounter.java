package dev.ephemint.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.quota.DynamoDb.Update;

/**
 * Counts in a table. An item is one counter and knows its own window, so that the clocks of instances need not agree: an
 * instance whose clock is behind counts into the window that others have opened, and none can open an older one again.
 */
final class TableCounter implements Counter {

    /** For a clock that is behind: longer than AWS lets a clock be off before it refuses the signature. */
    private static final Duration KEPT_AFTER = Duration.ofHours(1);

    /** Each round is lost only where another instance opened the same window at the same moment. */
    private static final int MOST_ROUNDS = 3;

    private static final String WINDOW = "window";
    private static final String COUNT = "count";
    private static final String EXPIRES = "expires";

    private final DynamoDb table;
    private final Clock clock;

    TableCounter(DynamoDb table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Outcome take(String id, Limit limit) {
        Instant now = clock.instant();
        long window = limit.window(now);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            DynamoDb.Result counted = table.update(countUp(id, window, limit));
            if (counted.done()) {
                return new Unit(id, number(counted.item(), WINDOW));
            }
            if (number(counted.item(), WINDOW) >= window && number(counted.item(), COUNT) >= limit.units()) {
                return new Over(limit.left(number(counted.item(), WINDOW), now));
            }
            if (table.update(open(id, window, limit)).done()) {
                return new Unit(id, window);
            }
        }
        throw QuotaException.unavailable("the table could not be agreed on");
    }

    @Override
    public void giveBack(Unit unit) {
        table.update(new Update(
                unit.id(),
                "SET #count = #count - :one",
                "#window = :window AND #count > :zero",
                Map.of("#count", COUNT, "#window", WINDOW),
                Map.of(":one", 1L, ":zero", 0L, ":window", unit.window())));
    }

    private static Update countUp(String id, long window, Limit limit) {
        return new Update(
                id,
                "SET #count = #count + :one",
                "#window >= :window AND #count < :limit",
                Map.of("#count", COUNT, "#window", WINDOW),
                Map.of(":one", 1L, ":window", window, ":limit", (long) limit.units()));
    }

    private static Update open(String id, long window, Limit limit) {
        long expires = window + limit.per().plus(KEPT_AFTER).toSeconds();
        return new Update(
                id,
                "SET #count = :one, #window = :window, #expires = :expires",
                "attribute_not_exists(#window) OR #window < :window",
                Map.of("#count", COUNT, "#window", WINDOW, "#expires", EXPIRES),
                Map.of(":one", 1L, ":window", window, ":expires", expires));
    }

    /** The number in an attribute; below every other where the item does not have it. */
    private static long number(JsonNode item, String attribute) {
        return item.path(attribute).path("N").asLong(Long.MIN_VALUE);
    }
}
