package dev.ephemint.shape;

import java.util.regex.Pattern;

import dev.ephemint.Rewritten;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class AlphabetTest {

    private static final Alphabet WORDS = Alphabet.of("A-Za-z0-9._+-");

    @Provide
    Arbitrary<String> texts() {
        return Rewritten.texts("a-b+c", "Z_9.", "0123456789abcdef", "-");
    }

    @Example
    void itHoldsWhatBracketsHoldAndNoOtherCharacter() {
        for (String ranges : new String[] {"A-Za-z0-9._+-", "!-~", " \t", "-", "a-", "-a"}) {
            Alphabet alphabet = Alphabet.of(ranges);
            Pattern same = Pattern.compile("[" + ranges + "]");
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                assertThat(alphabet.holds((char) c))
                        .as("%s: %x", ranges, c)
                        .isEqualTo(same.matcher(String.valueOf((char) c)).matches());
            }
        }
    }

    @Property(seed = "20261162001", tries = 3000)
    void itSpellsWhatBracketsWithABoundMatch(@ForAll @From("texts") String text) {
        for (int longest : new int[] {1, 5, 16, 1000}) {
            assertThat(WORDS.spells(text, longest)).isEqualTo(text.matches("[A-Za-z0-9._+-]{1," + longest + "}"));
        }
    }

    @Example
    void itsCharactersEndBeforeTheFirstOther() {
        assertThat(WORDS.end("ab c", 0)).isEqualTo(2);
        assertThat(WORDS.end("ab c", 2)).isEqualTo(2);
        assertThat(WORDS.end("ab c", 3)).isEqualTo(4);
        assertThat(WORDS.end("ab c", 4)).isEqualTo(4);
        assertThat(WORDS.end("", 0)).isZero();
    }
}
