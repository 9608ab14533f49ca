package dev.ephemint.runtime;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When garbage is collected, by what is used of the heap. */
class GarbageTest {

    private static final long MIB = 1 << 20;

    private long used;
    private long left;
    private int collections;
    private final Garbage garbage = new Garbage(() -> used, this::collect);

    @Test
    void aLittleIsLeftWhereItIs() {
        between(6 * MIB);

        assertThat(collections).isZero();
    }

    @Test
    void moreIsCollectedAndCountedAnew() {
        left = 2 * MIB;
        between(6 * MIB + 1);
        assertThat(collections).isEqualTo(1);

        between(8 * MIB);
        assertThat(collections).isEqualTo(1);

        between(8 * MIB + 1);
        assertThat(collections).isEqualTo(2);
    }

    /** Otherwise what was kept before it would never be reached again. */
    @Test
    void aCollectionWithinARequestIsWhatCountsFromThenOn() {
        left = 60 * MIB;
        between(70 * MIB);
        assertThat(collections).isEqualTo(1);

        between(20 * MIB);
        assertThat(collections).isEqualTo(1);

        between(27 * MIB);
        assertThat(collections).isEqualTo(2);
    }

    private void between(long usedNow) {
        used = usedNow;
        garbage.run();
    }

    private void collect() {
        collections++;
        used = left;
    }
}
