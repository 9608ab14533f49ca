package dev.ephemint.runtime;

import java.util.function.LongSupplier;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What requests leave in the native binary's heap. It is collected between two of them, before a collection would have to come
 * within one: that is a third of a millisecond, and would be in one of sixty calls.
 */
final class Garbage implements Runnable {

    /** Bytes: three quarters of the young space (`-R:MaxNewSize`), so that a request that leaves much still has a quarter. */
    private static final long ENOUGH = 6 << 20;

    private final LongSupplier used;
    private final Runnable collection;
    private long kept;

    Garbage() {
        this(Garbage::used, () -> Collector.getGCImpl().collect(Cause.HintedGC));
    }

    /** {@code used} tells how many bytes of the heap are; {@code collection} makes them less. */
    Garbage(LongSupplier used, Runnable collection) {
        this.used = used;
        this.collection = collection;
    }

    @Override
    public void run() {
        long now = used.getAsLong();
        // a collection that came within a request may have left less
        kept = Math.min(kept, now);
        if (now - kept > ENOUGH) {
            collection.run();
            kept = used.getAsLong();
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The binary's garbage collector. {@link System#gc} would have it collect the old space too. */
    @TargetClass(className = "com.oracle.svm.core.genscavenge.GCImpl")
    static final class Collector {

        private Collector() {}

        @Alias
        static native Collector getGCImpl();

        @Alias
        native void collect(Cause cause);
    }

    /** Why it collects. */
    @TargetClass(className = "com.oracle.svm.core.heap.GCCause")
    static final class Cause {

        private Cause() {}

        @Alias
        static Cause HintedGC;
    }
}
