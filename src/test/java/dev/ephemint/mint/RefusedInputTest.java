package dev.ephemint.mint;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.TestPresets;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.shape.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a caller is told of a request that does not fit: where, what, and nothing of what was sent. */
class RefusedInputTest {

    private static final Catalogue CATALOGUE = TestPresets.catalogue();

    private static TokenRequest request(String preset, Optional<Duration> lifetime, String session, String... variables)
            throws IOException {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            given.put(variables[i], variables[i + 1]);
        }
        return new TokenRequest(preset, lifetime, (ObjectNode) Json.parse(session), given, Optional.empty());
    }

    private static byte[] session(TokenRequest request) {
        return Narrowing.session(CATALOGUE.find(request.preset()).orElseThrow(), request);
    }

    private static List<InputError> errors(TokenRequest request) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> session(request));
        assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
        assertThat(refusal.retryAfter()).isEmpty();
        return refusal.errors();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"audio\":{\"output\":{\"voice\":\"alloy\"}}} | /session/audio/output/voice | NOT_ALLOWED_VALUE",
                "{\"audio\":{\"output\":{\"speed\":1.3}}} | /session/audio/output/speed | NOT_ALLOWED_VALUE",
                "{\"audio\":{\"output\":{}}} | /session/audio/output | NOT_OVERRIDABLE",
                "{\"audio\":{}} | /session/audio | NOT_OVERRIDABLE",
                "{\"audio\":\"x\"} | /session/audio | NOT_OVERRIDABLE",
                "{\"model\":\"gpt-realtime-2.1\"} | /session/model | NOT_OVERRIDABLE",
                "{\"audio.output.voice\":\"cedar\"} | /session/audio.output.voice | NOT_OVERRIDABLE",
                "{\".max_output_tokens\":5} | /session/.max_output_tokens | NOT_OVERRIDABLE",
                "{\".\":{\"audio\":{\"output\":{\"voice\":\"cedar\"}}}} | /session/. | NOT_OVERRIDABLE",
                "{\"a\u0020b\":1} | /session | NOT_OVERRIDABLE"
            })
    void aPartOfTheSessionThatIsNotAllowedIsNamed(String session, String pointer, Code code) throws IOException {
        assertThat(errors(request("full-agent", Optional.empty(), session, "order", "7")))
                .containsExactly(new InputError(pointer, code));
    }

    @Test
    void whatIsAllowedIsSentInItsPlace() throws IOException {
        JsonNode sent = Json.parse(session(request(
                "full-agent",
                Optional.empty(),
                "{\"audio\":{\"output\":{\"voice\":\"cedar\",\"speed\":0.9}},\"max_output_tokens\":7}",
                "order",
                "4711")));
        assertThat(sent.at("/audio/output/voice").textValue()).isEqualTo("cedar");
        assertThat(sent.at("/audio/output/speed").decimalValue()).isEqualByComparingTo("0.9");
        assertThat(sent.path("max_output_tokens").intValue()).isEqualTo(7);
        assertThat(sent.path("instructions").textValue()).isEqualTo("Greet there, who asks about order 4711.");
    }

    @Test
    void aVariableThatIsMissingUnknownOrDoesNotFitIsNamed() throws IOException {
        assertThat(errors(request("full-agent", Optional.empty(), "{}")))
                .containsExactly(new InputError("/variables/order", Code.REQUIRED));
        assertThat(errors(request("full-agent", Optional.empty(), "{}", "order", "7", "who", "x")))
                .containsExactly(new InputError("/variables/who", Code.UNKNOWN_VARIABLE));
        assertThat(errors(request("full-agent", Optional.empty(), "{}", "order", "123456789")))
                .containsExactly(new InputError("/variables/order", Code.NOT_ALLOWED_VALUE));
    }

    @Test
    void aLegacySecretHasNoLifetimeToChoose() throws IOException {
        assertThat(errors(request("old-agent", Optional.of(Duration.ofSeconds(30)), "{}")))
                .containsExactly(new InputError("/expires_after", Code.NOT_OVERRIDABLE));
        assertThat(session(request("old-agent", Optional.empty(), "{}"))).isNotEmpty();
    }

    @Test
    void noMoreThanSixteenErrorsAreTold() throws IOException {
        ObjectNode many = Json.NODES.objectNode();
        for (int i = 0; i < 16; i++) {
            many.put("field" + i, i);
        }
        assertThat(errors(request("full-agent", Optional.empty(), many.toString(), "order", "7")))
                .hasSize(16)
                .doesNotHaveDuplicates();
        many.put("one-more", 1);
        assertThat(errors(request("full-agent", Optional.empty(), many.toString(), "order", "7")))
                .hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({"a, /x/a", "A_b-c.9, /x/A_b-c.9", "'', /x", "a/b, /x", "a~b, /x", "ö, /x", "'a ', /x"})
    void aNameThatIsTooOddIsNotRepeated(String name, String pointer) {
        assertThat(Pointer.below("/x", name)).isEqualTo(pointer);
        assertThat(Pointer.below("/x", "a".repeat(64))).hasSize(67);
        assertThat(Pointer.below("/x", "a".repeat(65))).isEqualTo("/x");
    }

    @Test
    void aRequestPrintsItsPresetAlone() throws IOException {
        assertThat(request("full-agent", Optional.empty(), "{\"a\":\"CANARY\"}", "order", "CANARY"))
                .hasToString("TokenRequest[full-agent]");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyProblemSaysOneSentenceAndOneWord(Problem problem) {
        assertThat(problem.title()).matches("[A-Z][A-Za-z0-9 ',/-]+");
        assertThat(problem.code()).matches("[a-z]+(_[a-z]+)*");
        assertThat(problem.status()).isBetween(400, 504);
    }
}
