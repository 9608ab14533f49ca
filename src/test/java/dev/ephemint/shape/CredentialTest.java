package dev.ephemint.shape;

import java.util.regex.Pattern;

import dev.ephemint.Rewritten;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialTest {

    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "\\b(?:sk|ek|pk|rk)[-_](?=[a-z_-]*[0-9]|[a-z_-]{24})[A-Za-z0-9_-]{8,}"
                    + "|\\bBearer\\s+(?=[a-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{12,}"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}|\\b(?:ghp|gho|xox[abp])[-_][A-Za-z0-9-]{10,}"
                    + "|\\bAKIA[A-Z0-9]{16}\\b",
            Pattern.CASE_INSENSITIVE);

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

    @ParameterizedTest
    @ValueSource(strings = {"sk-a", "https://www.example.com", "risk-assessment-2026", "a task_list_of_2026"})
    void textsWithoutAWordThatBeginsLikeOneAreSparedThePattern(String text) {
        assertThat(Credential.mayBeIn(text)).isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        return Rewritten.texts(
                "sk-proj-0123456789abcdef",
                "use sk-abcdefgh1 here",
                "sk-abcdefgh",
                "ek_68af296e8e408191a1120ab6383263c2",
                "pk_a2345678",
                "rk-abcdefghijklmnopqrstuvwxyz",
                "Authorization: Bearer 0123456789abcdef",
                "bearer  abcdefghijk1",
                "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
                "ghp_0123456789abcdef",
                "gho-0123456789",
                "xoxb-0123456789",
                "xoxa_a-b-c-d-e-f",
                "AKIAIOSFODNN7EXAMPLE",
                "(AKIAIOSFODNN7EXAMPLE)",
                "risk-assessment-2026",
                "a task_list_of_2026");
    }

    @Property(seed = "20261162015", tries = 20000)
    void aLookAtHowWordsBeginMissesNone(@ForAll @From("texts") String text) {
        assertThat(Credential.in(text)).isEqualTo(LOOKS_LIKE_ONE.matcher(text).find());
    }
}
