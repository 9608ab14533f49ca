package dev.ephemint.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.ephemint.access.Caller;
import dev.ephemint.access.Identity;
import dev.ephemint.access.Pseudonyms;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Quotas, counted by an instance for itself, and by a counter that is broken. */
class QuotasTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Optional<Limit> TWO = Optional.of(new Limit(2, Duration.ofHours(1)));
    private static final Optional<Limit> THREE = Optional.of(new Limit(3, Duration.ofHours(1)));
    private static final Pseudonyms PSEUDONYMS = Pseudonyms.of(Optional.empty());

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final LocalCounter counter = new LocalCounter(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    });
    private final Quotas quotas = new Quotas(counter, PSEUDONYMS, false);

    private static Caller caller(String subject) {
        return new Caller(Optional.of(new Identity("i", subject, Set.of(), Map.of())), Optional.empty(), "192.0.2.1");
    }

    private Quotas.Taken take(String subject) {
        return quotas.take("p", TWO, THREE, caller(subject));
    }

    @Test
    void everyCallerGetsTheLimitUntilThePresetIsUsedUp() {
        take("ada");
        take("ada");
        assertThatThrownBy(() -> take("ada")).isInstanceOf(QuotaException.class);
        take("eve");
        assertThatThrownBy(() -> take("eve")).isInstanceOf(QuotaException.class);
        assertThatThrownBy(() -> take("bob"))
                .isInstanceOfSatisfying(
                        QuotaException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
    }

    @Test
    void whoMeetsTheCeilingOfThePresetKeepsTheirOwnUnit() {
        take("ada");
        take("ada");
        Quotas.Taken last = take("eve");
        assertThatThrownBy(() -> take("bob")).isInstanceOf(QuotaException.class);
        assertThatThrownBy(() -> take("bob")).isInstanceOf(QuotaException.class);
        assertThatThrownBy(() -> take("bob")).isInstanceOf(QuotaException.class);

        last.giveBack();

        take("bob");
    }

    @Test
    void presetsAreCountedApart() {
        take("ada");
        take("ada");

        assertThat(quotas.take("q", TWO, THREE, caller("ada"))).isNotNull();
    }

    @Test
    void aNewWindowStartsAfresh() {
        take("ada");
        take("ada");
        now.set(NOON.plusSeconds(3599));
        assertThatThrownBy(() -> take("ada"))
                .isInstanceOfSatisfying(
                        QuotaException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(1)));
        now.set(NOON.plusSeconds(3600));

        take("ada");
    }

    @Test
    void aClockThatIsSetBackOpensNoWindowAgain() {
        take("ada");
        take("ada");
        now.set(NOON.minusSeconds(7200));

        assertThatThrownBy(() -> take("ada"))
                .isInstanceOfSatisfying(
                        QuotaException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
    }

    @Test
    void memoryIsBoundedAndTheCeilingOfThePresetOutlivesAnyNumberOfCallers() {
        Optional<Limit> ceiling = Optional.of(new Limit(LocalCounter.MOST * 2, Duration.ofHours(1)));
        for (int i = 0; i < LocalCounter.MOST * 2; i++) {
            quotas.take("p", TWO, ceiling, caller("c" + i));
        }

        assertThat(counter.size()).isEqualTo(LocalCounter.MOST);
        assertThatThrownBy(() -> quotas.take("p", TWO, ceiling, caller("one more")))
                .isInstanceOf(QuotaException.class);
    }

    /** A table that fails from the given attempt on. */
    private static Counter broken(int from, List<Counter.Unit> back) {
        return new Counter() {
            private int attempts;

            @Override
            public Outcome take(String id, Limit limit) {
                if (++attempts >= from) {
                    throw QuotaException.unavailable("broken");
                }
                return new Unit(id, 0);
            }

            @Override
            public void giveBack(Unit unit) {
                back.add(unit);
            }
        };
    }

    @Test
    void whatCannotBeCountedIsRefusedByDefaultAndTheFirstUnitGivenBack() {
        List<Counter.Unit> back = new ArrayList<>();

        assertThatThrownBy(() -> new Quotas(broken(2, back), PSEUDONYMS, false).take("p", TWO, THREE, caller("ada")))
                .isInstanceOfSatisfying(
                        QuotaException.class, e -> assertThat(e.retryAfter()).isEmpty());
        assertThat(back).hasSize(1);
    }

    @Test
    void whatCannotBeCountedIsLetThroughWhereTheOperatorSaysSo() {
        List<Counter.Unit> back = new ArrayList<>();

        new Quotas(broken(2, back), PSEUDONYMS, true)
                .take("p", TWO, THREE, caller("ada"))
                .giveBack();

        assertThat(back).hasSize(1);
    }

    @Test
    void openDoesNotMeanWithoutLimit() {
        Quotas open = new Quotas(counter, PSEUDONYMS, true);
        open.take("p", TWO, Optional.empty(), caller("ada"));
        open.take("p", TWO, Optional.empty(), caller("ada"));

        assertThatThrownBy(() -> open.take("p", TWO, Optional.empty(), caller("ada")))
                .isInstanceOf(QuotaException.class);
    }
}
