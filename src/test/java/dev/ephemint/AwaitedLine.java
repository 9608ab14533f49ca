package dev.ephemint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Waits for a line that another thread logs. */
public final class AwaitedLine extends Handler implements AutoCloseable {

    private final CompletableFuture<String> line = new CompletableFuture<>();
    private final Logger log;
    private final String start;

    /** The first line of {@code log}, from now on, that begins with {@code start}. */
    public AwaitedLine(String log, String start) {
        this.log = Logger.getLogger(log);
        this.start = start;
        this.log.addHandler(this);
    }

    /** The line, its parameters perhaps not yet filled in. */
    public String get() throws Exception {
        return line.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getMessage().startsWith(start)) {
            line.complete(logged.getMessage());
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        log.removeHandler(this);
    }
}
