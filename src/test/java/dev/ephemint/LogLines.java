package dev.ephemint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Keeps what is logged, for tests that look for secrets in it. */
final class LogLines extends Handler {

    private final List<String> all = new CopyOnWriteArrayList<>();

    /** Every line so far. */
    List<String> all() {
        return List.copyOf(all);
    }

    @Override
    public void publish(LogRecord line) {
        all.add(new SimpleFormatter().format(line));
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
