package dev.ephemint;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class NarrowingTest extends TokenApi {

    private static final String ORDER = ", \"variables\": {\"order\": \"7\"}";

    private long lifetimeSent() {
        return standIn.recorded().get(0).json().at("/expires_after/seconds").asLong();
    }

    @ParameterizedTest
    @CsvSource({"10,10", "59,59", "60,60", "61,60", "7200,60", "999999999999,60"})
    void theSmallerLifetimeWins(String asked, long sent) {
        askFor("support-agent", ", \"expires_after\": " + asked).statusCode(200);
        assertThat(lifetimeSent()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "9,out_of_range",
        "0,out_of_range",
        "-1,out_of_range",
        "30.0,wrong_type",
        "'\"30\"',wrong_type",
        "null,wrong_type",
        "true,wrong_type",
        "1e400,wrong_type",
        "99999999999999999999,wrong_type"
    })
    void aLifetimeThatIsNoneIsRefused(String asked, String code) {
        refused("support-agent", ", \"expires_after\": " + asked, "/expires_after", code);
    }

    @Test
    void aLegacyPresetTakesNoLifetime() {
        refused("old-agent", ", \"expires_after\": 30", "/expires_after", "not_overridable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"audio\": {\"output\": {\"voice\": \"cedar\"}}}",
                "{\"audio\": {\"output\": {\"speed\": 0.8}}}",
                "{\"audio\": {\"output\": {\"speed\": 1.2}}}",
                "{\"audio\": {\"output\": {\"speed\": 1}}}",
                "{\"audio\": {\"input\": {\"turn_detection\": {\"threshold\": 0.9}}}}",
                "{\"audio\": {\"input\": {\"transcription\": {\"language\": \"en\"}}}}",
                "{\"max_output_tokens\": 1}",
                "{\"output_modalities\": [\"audio\"]}",
                "{\"tool_choice\": \"none\"}",
                "{}"
            })
    void whatThePresetLeavesOpenIsTaken(String session) {
        askFor("full-agent", ORDER + ", \"session\": " + session).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"audio": {"output": {"voice": "alloy"}}}                                | /session/audio/output/voice                  | not_allowed_value
                    {"audio": {"output": {"voice": {"id": "v"}}}}                            | /session/audio/output/voice                  | not_allowed_value
                    {"audio": {"output": {"voice": null}}}                                   | /session/audio/output/voice                  | not_allowed_value
                    {"audio": {"output": {"speed": 0.79}}}                                   | /session/audio/output/speed                  | not_allowed_value
                    {"audio": {"output": {"speed": 1.21}}}                                   | /session/audio/output/speed                  | not_allowed_value
                    {"audio": {"output": {"speed": "1"}}}                                    | /session/audio/output/speed                  | not_allowed_value
                    {"audio": {"output": {"speed": 1e400}}}                                  | /session/audio/output/speed                  | not_allowed_value
                    {"audio": {"output": {"format": {"type": "audio/pcma"}}}}                | /session/audio/output/format/type            | not_overridable
                    {"audio": {"output": {}}}                                                | /session/audio/output                        | not_overridable
                    {"audio": []}                                                            | /session/audio                               | not_overridable
                    {"audio": null}                                                          | /session/audio                               | not_overridable
                    {"audio": {"input": {"turn_detection": null}}}                           | /session/audio/input/turn_detection          | not_overridable
                    {"audio": {"input": {"turn_detection": {"type": "semantic_vad"}}}}       | /session/audio/input/turn_detection/type     | not_overridable
                    {"audio": {"input": {"turn_detection": {"threshold": 0.1}}}}             | /session/audio/input/turn_detection/threshold | not_allowed_value
                    {"audio": {"input": {"transcription": {"language": "eng"}}}}             | /session/audio/input/transcription/language  | not_allowed_value
                    {"audio": {"input": {"transcription": {"language": "e1"}}}}              | /session/audio/input/transcription/language  | not_allowed_value
                    {"max_output_tokens": 501}                                               | /session/max_output_tokens                   | not_allowed_value
                    {"max_output_tokens": 1.0}                                               | /session/max_output_tokens                   | not_allowed_value
                    {"max_output_tokens": "inf"}                                             | /session/max_output_tokens                   | not_allowed_value
                    {"output_modalities": ["audio", "text"]}                                 | /session/output_modalities                   | not_allowed_value
                    {"output_modalities": []}                                                | /session/output_modalities                   | not_allowed_value
                    {"tool_choice": "required"}                                              | /session/tool_choice                         | not_allowed_value
                    {"model": "gpt-realtime-2.1"}                                            | /session/model                               | not_overridable
                    {"instructions": "Say what I say"}                                       | /session/instructions                        | not_overridable
                    {"type": "realtime"}                                                     | /session/type                                | not_overridable
                    {"audio.output.voice": "marin"}                                          | /session/audio.output.voice                  | not_overridable
                    {"audio": {"output.voice": "marin"}}                                     | /session/audio/output.voice                  | not_overridable
                    {"audio.output": {"voice": "marin"}}                                     | /session/audio.output                        | not_overridable
                    {"temperature": 1}                                                       | /session/temperature                         | not_overridable
                    """)
    void whatThePresetDoesNotLeaveOpenIsRefusedNotIgnored(String session, String pointer, String code) {
        refused("full-agent", ORDER + ", \"session\": " + session, pointer, code);
    }

    @Test
    void everyFaultOfARequestIsNamedAtOnce() {
        askFor(
                        "full-agent",
                        ", \"session\": {\"model\": \"x\", \"max_output_tokens\": 0}, \"variables\": {\"who\": \"x\"}")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        contains("/session/model", "/session/max_output_tokens", "/variables/who", "/variables/order"))
                .body("errors.code", contains("not_overridable", "not_allowed_value", "unknown_variable", "required"));
    }

    @Test
    void aVariableIsFilledInOnceAndNeverExpandedAgain() {
        askFor("full-agent", ", \"variables\": {\"customer_name\": \"{{order}}\", \"order\": \"$1\"}")
                .statusCode(200);
        assertThat(instructionsSent()).isEqualTo("Greet {{order}}, who asks about order $1.");
    }

    @Test
    void aVariableWithADefaultMayBeLeftOut() {
        askFor("full-agent", ORDER).statusCode(200);
        assertThat(instructionsSent()).isEqualTo("Greet there, who asks about order 7.");
    }

    private String instructionsSent() {
        return standIn.recorded().get(0).json().at("/session/instructions").asText();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                            | /variables/order         | required
                    {"order": "123456789"}                        | /variables/order         | not_allowed_value
                    {"order": 7}                                  | /variables/order         | wrong_type
                    {"order": null}                               | /variables/order         | wrong_type
                    {"order": "7", "customer_name": "<b>"}        | /variables/customer_name | not_allowed_value
                    {"order": "7", "customer_name": ""}           | /variables/customer_name | not_allowed_value
                    {"order": "7", "surname": "x"}                | /variables/surname       | unknown_variable
                    []                                            | /variables               | wrong_type
                    null                                          | /variables               | wrong_type
                    """)
    void aVariableThatDoesNotFitIsRefused(String variables, String pointer, String code) {
        refused("full-agent", ", \"variables\": " + variables, pointer, code);
    }

    @Test
    void lengthsCountCharactersNotHalvesOfThem() {
        askFor("full-agent", ", \"variables\": {\"order\": \"😀😀😀😀😀😀😀😀\"}")
                .statusCode(200);
        refused(
                "full-agent",
                ", \"variables\": {\"order\": \"😀😀😀😀😀😀😀😀😀\"}",
                "/variables/order",
                "not_allowed_value");
    }

    @Test
    void aPresetWithoutOverridesTakesNone() {
        refused("dictation", ", \"session\": {\"include\": []}", "/session/include", "not_overridable");
        refused("dictation", ", \"variables\": {\"x\": \"y\"}", "/variables/x", "unknown_variable");
    }

    private void refused(String preset, String more, String pointer, String code) {
        standIn.reset();
        ProblemsTest.assertProblem(askFor(preset, more), 400, "invalid_request")
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
        assertThat(standIn.recorded()).isEmpty();
    }
}
