package dev.ephemint;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class JsonInputTest extends TokenApi {

    @Test
    void noBodyIsNotJson() {
        ProblemsTest.assertProblem(
                        request().contentType("application/json").post("/token").then(), 400, "invalid_json")
                .body("errors[0].code", equalTo("empty_body"));
        assertThat(standIn.recorded()).isEmpty();
    }

    static Stream<Arguments> badJson() {
        return Stream.of(
                Arguments.of(" \n\t ", "empty_body"),
                Arguments.of("null", "not_an_object"),
                Arguments.of("[]", "not_an_object"),
                Arguments.of("\"x\"", "not_an_object"),
                Arguments.of("1", "not_an_object"),
                Arguments.of("{\"preset\": \"captions\"", "syntax"),
                Arguments.of("{\"preset\": \"captions\",}", "syntax"),
                Arguments.of("{\"preset\": 'captions'}", "syntax"),
                Arguments.of("{preset: \"captions\"}", "syntax"),
                Arguments.of("{\"preset\": \"captions\"} {}", "syntax"),
                Arguments.of("{\"preset\": \"captions\"} x", "syntax"),
                Arguments.of("{\"preset\": \"captions\"} // why", "syntax"),
                Arguments.of("{\"preset\": NaN}", "syntax"),
                Arguments.of("{\"preset\": 01}", "syntax"),
                Arguments.of("\uFEFF{\"preset\": \"captions\"}", "syntax"),
                Arguments.of("{\"preset\": \"captions\", \"preset\": \"interpreter\"}", "syntax"),
                Arguments.of("{\"preset\": \"captions\", \"session\": {\"a\": {\"b\": 1, \"b\": 1}}}", "syntax"),
                Arguments.of("[".repeat(4000), "syntax"),
                Arguments.of("{\"a\":".repeat(600), "syntax"));
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void whatIsNotOneJsonObjectIsRefused(String body, String code) {
        ProblemsTest.assertProblem(ask(body), 400, "invalid_json").body("errors[0].code", equalTo(code));
        assertThat(standIn.recorded()).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreNotJson() {
        byte[] body = "{\"preset\": \"captions\", \"x\": \"?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xFF;
        request()
                .header("Content-Type", "application/json")
                .body(body)
                .post("/token")
                .then()
                .statusCode(400);
        assertThat(standIn.recorded()).isEmpty();
    }

    static Stream<Arguments> badRequests() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            many.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":").append(i);
        }
        return Stream.of(
                Arguments.of("{}", "/preset", "required"),
                Arguments.of("{\"preset\": 1}", "/preset", "wrong_type"),
                Arguments.of("{\"preset\": null}", "/preset", "wrong_type"),
                Arguments.of("{\"preset\": \"Captions\"}", "/preset", "not_allowed_value"),
                Arguments.of("{\"preset\": \"../captions\"}", "/preset", "not_allowed_value"),
                Arguments.of("{\"preset\": \"captions \"}", "/preset", "not_allowed_value"),
                Arguments.of("{\"preset\": \"\"}", "/preset", "not_allowed_value"),
                Arguments.of("{\"preset\": \"" + "a".repeat(64) + "\"}", "/preset", "not_allowed_value"),
                Arguments.of("{\"preset\": \"captions\", \"model\": \"x\"}", "/model", "unknown_field"),
                Arguments.of("{\"preset\": \"captions\", \"a\": 1, \"b\": 1}", "/a", "unknown_field"),
                Arguments.of("{\"preset\": \"captions\", \"session\": []}", "/session", "wrong_type"),
                Arguments.of("{\"preset\": \"captions\", \"session\": {" + many + "}}", "/session", "too_many_members"),
                Arguments.of(
                        "{\"preset\": \"captions\", \"variables\": {\"n\": \"a\\u0000b\"}}",
                        "/variables/n",
                        "forbidden_character"),
                Arguments.of(
                        "{\"preset\": \"captions\", \"variables\": {\"n\": \"a\\nb\"}}",
                        "/variables/n",
                        "forbidden_character"),
                Arguments.of(
                        "{\"preset\": \"captions\", \"variables\": {\"n\": \"\\u2028\"}}",
                        "/variables/n",
                        "forbidden_character"),
                Arguments.of(
                        "{\"preset\": \"captions\", \"variables\": {\"n\": \"\\u202e\"}}",
                        "/variables/n",
                        "forbidden_character"),
                Arguments.of(
                        "{\"preset\": \"captions\", \"variables\": {\"n\": \"\\ud800\"}}",
                        "/variables/n",
                        "forbidden_character"),
                Arguments.of("{\"preset\": \"captions\", \"a\\u001b[31m\": 1}", "", "forbidden_character"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void whatIsNoTokenRequestIsRefusedWithItsPlace(String body, String pointer, String code) {
        ProblemsTest.assertProblem(ask(body), 400, "invalid_request")
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
        assertThat(standIn.recorded()).isEmpty();
    }

    @Test
    void valuesAndOddNamesAreNeverRepeated() {
        ask("{\"preset\": \"captions\", \"<script>\": \"EVIL-VALUE\", \"session\": {\"model\": \"EVIL-VALUE\"}}")
                .statusCode(400)
                .body(not(containsString("EVIL-VALUE")))
                .body(not(containsString("script")));
    }

    @Test
    void nestingIsTakenToEightLevelsAndNoFurther() {
        ask(nested(7)).body("errors[0].code", equalTo("not_overridable"));
        ask(nested(8)).body("errors[0].code", equalTo("too_deep"));
    }

    private static String nested(int levels) {
        return "{\"preset\": \"captions\", \"session\": " + "{\"a\": ".repeat(levels) + "1" + "}".repeat(levels) + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301cole", "\u00e9cole", "CAPTIONS", "captıons"})
    void presetNamesAreComparedAsTheyAre(String name) {
        ask("{\"preset\": \"" + name + "\"}").statusCode(400);
    }
}
