package dev.ephemint.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults the stand-in was told to show, oldest first. */
final class FaultPlan {
    private record Planned(String path, Fault fault, AtomicInteger left) {}

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    /** Plans a fault for the next {@code times} requests to a path, or to any path by {@code *}; for all of them by -1. */
    void add(String path, int times, Fault fault) {
        planned.add(new Planned(path, fault, new AtomicInteger(times)));
    }

    void clear() {
        planned.clear();
    }

    /** Takes the fault for this request, if there is one. */
    Reply apply(String path, Reply reply) {
        for (var plan : planned) {
            if (plan.path().equals("*") || plan.path().equals(path)) {
                if (plan.left().get() > 0 && plan.left().decrementAndGet() == 0) {
                    planned.remove(plan);
                }
                return plan.fault().apply(reply);
            }
        }
        return reply;
    }
}
