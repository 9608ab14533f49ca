package dev.ephemint.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import io.quarkus.runtime.ImageMode;

/**
 * The time between an answer, when it is on its way to Lambda, and the next event. What is done then makes nobody wait; Lambda lets
 * the process run until it asks for that event. Used by the poll loop's thread alone.
 */
public final class Interlude implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Runnable last;

    /** An interlude that ends with {@code last}. */
    Interlude(Runnable last) {
        this.last = last;
    }

    /** That of the native binary's poll loop; elsewhere nobody tells when an answer has left, and a task runs at once. */
    public static Executor current() {
        return ImageMode.current() == ImageMode.NATIVE_RUN ? RuntimeApi.KEPT.interlude() : Runnable::run;
    }

    /** Keeps {@code task}, which must not throw, for the interlude. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Does what there is to do, if there was an answer. */
    void pass() {
        if (tasks.isEmpty()) {
            return;
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        last.run();
    }
}
