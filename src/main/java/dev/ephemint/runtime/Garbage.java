package dev.ephemint.runtime;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What requests leave in the native binary's heap. It is collected between two of them, before a collection would have to come
 * within one: that is a third of a millisecond, and would be in one of sixty calls.
 */
final class Garbage implements Runnable {

    /** Bytes: three quarters of the young space (`-R:MaxNewSize`), so that a request that leaves much still has a quarter. */
    private static final long ENOUGH = 6 << 20;

    private long kept;

    @Override
    public void run() {
        if (used() - kept > ENOUGH) {
            Collector.getGCImpl().collect(Cause.HintedGC);
            kept = used();
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
