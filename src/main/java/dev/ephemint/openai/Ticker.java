package dev.ephemint.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as it passes; tests bring their own, so that they take none. */
interface Ticker {

    /** The machine's time. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration pause) {
            try {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    /** Elapsed time, from no moment in particular. */
    long nanos();

    /** The date, which may be wrong. */
    Instant now();

    /** Waits. */
    void sleep(Duration pause);
}
