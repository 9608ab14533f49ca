package dev.ephemint.shape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-0123456789abcdef",
                "use sk-abcdefgh1 here",
                "SK-ABCDEFGH1",
                "ek_68af296e8e408191a1120ab6383263c2",
                "Authorization: Bearer 0123456789abcdef",
                "bearer  abcdefghijk1",
                "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
                "ghp_0123456789abcdef",
                "AKIAIOSFODNN7EXAMPLE"
            })
    void keysAndTokensAreTold(String text) {
        assertThat(Credential.in(text)).isTrue();
        assertThat(Credential.hide(text)).contains("…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "risk-assessment-2026",
                "Ask sk-learning groups",
                "The bearer authentication scheme",
                "bearer of bad news",
                "Bearer ${SHOP_TOKEN}",
                "a task_list_of_2026",
                "marin"
            })
    void wordsAreLeftAlone(String text) {
        assertThat(Credential.in(text)).isFalse();
        assertThat(Credential.hide(text)).isEqualTo(text);
    }
}
