package dev.ephemint.key;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeySourcesTest {

    @Test
    void theSessionTokenIsUsedWhereThereIsOne() {
        assertThat(KeySources.token(Optional.of("session"), Optional.of("container")))
                .contains("session");
    }

    @Test
    void withSnapStartThereIsOnlyTheTokenOfTheContainer() {
        assertThat(KeySources.token(Optional.empty(), Optional.of("container"))).contains("container");
        assertThat(KeySources.token(Optional.of(" "), Optional.of("container"))).contains("container");
    }
}
