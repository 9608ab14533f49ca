package dev.ephemint.mint;

import dev.ephemint.Rewritten;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PointerTest {

    @Provide
    Arbitrary<String> names() {
        return Rewritten.texts("turn_detection", "a.b-C9", "n".repeat(64), "n".repeat(65), "");
    }

    @Property(seed = "20261162002", tries = 3000)
    void onlyAPlainNameIsRepeated(@ForAll @From("names") String name) {
        assertThat(Pointer.below("/session", name))
                .isEqualTo(name.matches("[A-Za-z0-9_.-]{1,64}") ? "/session/" + name : "/session");
    }
}
