package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

    private static Verdict of(int status, String body) {
        return Verdict.of(status, "req_1", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itKeepsTheCodesAndNotTheText() {
        Verdict verdict = of(
                400,
                "{\"error\": {\"type\": \"invalid_request_error\", \"code\": \"unknown_parameter\","
                        + " \"param\": \"session.tools[0].nam\", \"message\": \"Unknown parameter CANARY\"}}");
        assertThat(verdict)
                .isEqualTo(new Verdict(
                        400, "req_1", "invalid_request_error", "unknown_parameter", "session.tools[0].nam"));
        assertThat(verdict.toString()).doesNotContain("CANARY");
    }

    @Test
    void whatIsNoPlainWordOrLooksLikeACredentialIsLeftOut() {
        Verdict verdict = Verdict.of(
                401,
                "req_1\nforged",
                ("{\"error\": {\"type\": \"Say \\u001b[31mthis\", \"code\": \"sk-CANARY-3f9a1c7e5b2d4068\", \"param\": \""
                                + "x".repeat(129) + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(verdict).isEqualTo(new Verdict(401, "", "", "", ""));
    }

    @Test
    void anAnswerThatIsNotOfOpenAiIsOnlyAStatus() {
        assertThat(of(502, "<html>")).isEqualTo(new Verdict(502, "req_1", "", "", ""));
        assertThat(of(500, "[1]")).isEqualTo(new Verdict(500, "req_1", "", "", ""));
        assertThat(of(500, "{\"error\": \"text\"}")).isEqualTo(new Verdict(500, "req_1", "", "", ""));
        assertThat(Verdict.of(500, null, null)).isEqualTo(new Verdict(500, "", "", "", ""));
    }

    @Test
    void anErrorIsReadUpTo64KiB() {
        String error = "{\"error\": {\"code\": \"unknown_parameter\"}}";
        String longest = error + " ".repeat(64 * 1024 - error.length());
        assertThat(of(400, longest).errorCode()).isEqualTo("unknown_parameter");
        assertThat(of(400, longest + " ").errorCode()).isEmpty();
    }
}
