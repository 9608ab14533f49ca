package dev.ephemint.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.ephemint.local.HandClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoredKeyTest {

    private static final ApiKey OLD = new ApiKey("sk-old");
    private static final ApiKey NEW = new ApiKey("sk-new");

    private final HandClock time = new HandClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private ApiKey stored = OLD;
    private boolean down;

    private final StoredKey source = new StoredKey(this::read, time);

    private ApiKey read() {
        reads.incrementAndGet();
        if (down) {
            throw new KeyUnavailable("down");
        }
        return stored;
    }

    @Test
    void theStoreIsNotAskedBeforeAKeyIsNeeded() {
        assertThat(reads).hasValue(0);
    }

    @Test
    void aKeyIsUsedForFiveMinutesAndReadAgainThen() {
        assertThat(source.current()).isEqualTo(OLD);
        stored = NEW;
        time.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(source.current()).isEqualTo(OLD);
        time.pass(Duration.ofMillis(1));
        assertThat(source.current()).isEqualTo(NEW);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepAKeyLonger() {
        source.current();
        time.pass(Duration.ofHours(-1));
        stored = NEW;
        assertThat(source.current()).isEqualTo(NEW);
    }

    @Test
    void theLastKeyServesWhileTheStoreIsDownAndTheStoreIsNotPressed() {
        source.current();
        down = true;
        time.pass(Duration.ofMinutes(6));
        IntStream.range(0, 100).forEach(i -> assertThat(source.current()).isEqualTo(OLD));
        assertThat(reads).hasValue(2);
        down = false;
        stored = NEW;
        time.pass(StoredKey.PAUSE);
        assertThat(source.current()).isEqualTo(NEW);
    }

    @Test
    void withoutAnyKeyADownStoreRefusesAndIsAskedAgainOnlyAfterAPause() {
        down = true;
        IntStream.range(0, 100).forEach(i -> assertThatThrownBy(source::current).isInstanceOf(KeyUnavailable.class));
        assertThat(reads).hasValue(1);
        down = false;
        time.pass(StoredKey.PAUSE);
        assertThat(source.current()).isEqualTo(OLD);
    }

    @Test
    void aRefusedKeyIsReadAgainAndANewOneTakesItsPlace() {
        source.current();
        stored = NEW;
        assertThat(source.insteadOf(OLD)).contains(NEW);
        assertThat(source.current()).isEqualTo(NEW);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aRefusedKeyThatIsStillTheCurrentOneIsNotTriedAgain() {
        source.current();
        IntStream.range(0, 100).forEach(i -> assertThat(source.insteadOf(OLD)).isEmpty());
        assertThat(reads).hasValue(2);
    }

    @Test
    void aRefusedKeyIsDroppedEvenIfTheStoreIsDown() {
        source.current();
        down = true;
        assertThatThrownBy(() -> source.insteadOf(OLD)).isInstanceOf(KeyUnavailable.class);
        assertThatThrownBy(source::current).isInstanceOf(KeyUnavailable.class);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aKeyThatAnotherRequestHasReadMeanwhileIsUsedWithoutReadingAgain() {
        source.current();
        stored = NEW;
        source.insteadOf(OLD);
        assertThat(source.insteadOf(OLD)).contains(NEW);
        assertThat(reads).hasValue(2);
    }

    @Test
    void concurrentRequestsReadTheStoreOnce() throws Exception {
        source.current();
        stored = NEW;
        CountDownLatch go = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<ApiKey>> keys = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return source.insteadOf(OLD).orElseThrow();
                    }))
                    .toList();
            go.countDown();
            for (Future<ApiKey> key : keys) {
                assertThat(key.get(30, TimeUnit.SECONDS)).isEqualTo(NEW);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    void noKeyIsEverPrinted() {
        source.current();
        assertThat(source + " " + new GivenKey(OLD) + " " + OLD + " " + new KeyOrigin.Given(OLD))
                .doesNotContain("sk-old");
    }
}
