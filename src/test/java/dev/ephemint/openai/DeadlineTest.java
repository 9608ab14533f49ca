package dev.ephemint.openai;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // overflows on the way
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(8), nanos::get);

    @Test
    void aStepMayEndBeforeTheWholeButNeverAfterIt() {
        Deadline early = deadline.within(Duration.ofSeconds(2));
        Deadline late = deadline.within(Duration.ofSeconds(20));
        assertThat(early.left()).isEqualTo(Duration.ofSeconds(2));
        assertThat(late.left()).isEqualTo(Duration.ofSeconds(8));

        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(early.passed()).isTrue();
        assertThat(late.left()).isEqualTo(Duration.ofSeconds(5));
        assertThat(deadline.within(Duration.ofSeconds(6)).left()).isEqualTo(Duration.ofSeconds(5));
    }
}
