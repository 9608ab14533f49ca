package dev.ephemint.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CharactersTest {

    private static boolean forbidden(int c) {
        return Characters.areForbidden("a" + (c < 0x10000 ? String.valueOf((char) c) : Character.toString(c)) + "b");
    }

    @Test
    void everyControlLineAndDirectionCharacterIsForbiddenAndNoNeighbour() {
        int[][] ranges = {
            {0x00, 0x1F},
            {0x7F, 0x9F},
            {0x61C, 0x61C},
            {0x200E, 0x200F},
            {0x2028, 0x202E},
            {0x2066, 0x2069},
            {0xD800, 0xDFFF},
            {0xFEFF, 0xFEFF}
        };
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean inRange = false;
            for (int[] range : ranges) {
                inRange |= c >= range[0] && c <= range[1];
            }
            assertThat(forbidden(c)).as(Integer.toHexString(c)).isEqualTo(inRange);
        }
    }

    @Test
    void wholePairsAndAccentsAreText() {
        assertThat(Characters.areForbidden("Ada \ud83d\ude00 \u0130e\u0301")).isFalse();
    }
}
