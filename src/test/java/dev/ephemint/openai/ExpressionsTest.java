package dev.ephemint.openai;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ephemint.Rewritten;
import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.shape.Credential;
import dev.ephemint.shape.Json;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule does what a regular expression would. */
class ExpressionsTest {

    private static final String PLAIN_JSON = "(?i)application/json(?:\\s*;.*)?";
    private static final String FULL = " application/json \t; x=y";

    @Provide
    Arbitrary<String> types() {
        return Rewritten.texts(
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/json \n;x",
                "application/json;",
                FULL,
                "application/jsonl",
                "");
    }

    @Provide
    Arbitrary<String> secrets() {
        return Rewritten.texts(
                "ek_68af296e8e408191a1120ab6383263c2",
                "ek_A.b~c+d/e=-_",
                "ek_",
                "ek_" + "s".repeat(1024),
                "ek_" + "s".repeat(1025),
                "EK_a",
                "");
    }

    @Provide
    Arbitrary<String> words() {
        return Rewritten.texts("req_1", "session.tools[0].nam", "a/b:c-d", "w".repeat(128), "w".repeat(129), "");
    }

    @Provide
    Arbitrary<String> numbers() {
        return Rewritten.texts("0", "20", "123456789", "1234567890", "1.5", "-1", "");
    }

    private static Answered answer(String header, String value) {
        return new Answered(200, Map.of(header, List.of(value)), new byte[0]);
    }

    @Property(seed = "20261162011", tries = 5000)
    void anAnswerIsPlainJson(@ForAll @From("types") String type) {
        assertThat(answer("Content-Type", type).isPlainJson())
                .isEqualTo(type.strip().matches(PLAIN_JSON));
    }

    @Example
    void noCharacterStandsForAnotherInAContentType() {
        for (int at = 0; at < FULL.length(); at++) {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                anAnswerIsPlainJson(FULL.substring(0, at) + (char) c + FULL.substring(at + 1));
            }
        }
    }

    @Property(seed = "20261162012", tries = 5000)
    void aSecretIsTaken(@ForAll @From("secrets") String secret) {
        byte[] body = Json.bytes(Json.NODES
                .objectNode()
                .put("value", secret)
                .put("expires_at", ScriptedOpenAi.NOW.plusSeconds(60).getEpochSecond()));
        Optional<String> read;
        try {
            read = Optional.of(
                    ClientSecretReader.read(body, Operation.CLIENT_SECRET, ScriptedOpenAi.NOW, ScriptedOpenAi.NOW)
                            .value());
        } catch (OpenAiException e) {
            read = Optional.empty();
        }
        assertThat(read).isEqualTo(Optional.of(secret).filter(value -> value.matches("ek_[A-Za-z0-9._~+/=-]{1,1024}")));
    }

    @Property(seed = "20261162013", tries = 3000)
    void aWordIsShown(@ForAll @From("words") String word) {
        assertThat(Verdict.of(200, word, new byte[0]).requestId())
                .isEqualTo(word.matches("[A-Za-z0-9._\\[\\]:/-]{1,128}") && !Credential.in(word) ? word : "");
    }

    @Property(seed = "20261162014", tries = 3000)
    void aWaitIsWholeSeconds(@ForAll @From("numbers") String number) {
        assertThat(RetryAfter.of(answer("Retry-After", number)))
                .isEqualTo(Optional.of(number)
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .map(Long::valueOf)
                        .map(Duration::ofSeconds));
    }
}
