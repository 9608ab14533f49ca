package dev.ephemint.preset;

import dev.ephemint.Rewritten;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PresetShapeTest {

    @Provide
    Arbitrary<String> names() {
        return Rewritten.texts("support-agent", "0", "a-", "-a", "a".repeat(63), "a".repeat(64), "");
    }

    @Property(seed = "20261162020", tries = 3000)
    void aNameIsWhatTheSchemaCallsOne(@ForAll @From("names") String name) {
        assertThat(PresetShape.isName(name)).isEqualTo(name.matches(PresetShape.NAME));
    }
}
