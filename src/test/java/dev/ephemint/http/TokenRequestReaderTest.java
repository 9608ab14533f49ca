package dev.ephemint.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.mint.InputError;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.mint.TokenRequest;
import dev.ephemint.shape.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TokenRequestReaderTest {

    private static TokenRequest read(String json) throws IOException {
        return TokenRequestReader.read((ObjectNode) Json.parse(json));
    }

    private static Refusal refusal(String json) {
        return catchThrowableOfType(Refusal.class, () -> read(json));
    }

    @Test
    void everyFieldIsRead() throws IOException {
        TokenRequest request = read("{\"preset\":\"a-1\",\"expires_after\":10,\"session\":{\"x\":1},"
                + "\"variables\":{\"n\":\"v\",\"m\":\"\"},\"bot_check\":\"0.abc~!\"}");
        assertThat(request.preset()).isEqualTo("a-1");
        assertThat(request.lifetime()).contains(Duration.ofSeconds(10));
        assertThat(request.session()).hasToString("{\"x\":1}");
        assertThat(request.variables()).isEqualTo(Map.of("n", "v", "m", ""));
        assertThat(request.botCheck()).contains("0.abc~!");
    }

    @Test
    void onlyThePresetIsNeeded() throws IOException {
        TokenRequest request = read("{\"preset\":\"a\"}");
        assertThat(request.lifetime()).isEmpty();
        assertThat(request.session()).isEmpty();
        assertThat(request.variables()).isEmpty();
        assertThat(request.botCheck()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /preset | REQUIRED",
                "{\"preset\":null} | /preset | WRONG_TYPE",
                "{\"preset\":7} | /preset | WRONG_TYPE",
                "{\"preset\":\"A\"} | /preset | NOT_ALLOWED_VALUE",
                "{\"preset\":\"a\",\"expires_after\":null} | /expires_after | WRONG_TYPE",
                "{\"preset\":\"a\",\"expires_after\":\"10\"} | /expires_after | WRONG_TYPE",
                "{\"preset\":\"a\",\"expires_after\":10.0} | /expires_after | WRONG_TYPE",
                "{\"preset\":\"a\",\"expires_after\":9223372036854775808} | /expires_after | WRONG_TYPE",
                "{\"preset\":\"a\",\"expires_after\":9} | /expires_after | OUT_OF_RANGE",
                "{\"preset\":\"a\",\"expires_after\":-10} | /expires_after | OUT_OF_RANGE",
                "{\"preset\":\"a\",\"session\":null} | /session | WRONG_TYPE",
                "{\"preset\":\"a\",\"session\":[]} | /session | WRONG_TYPE",
                "{\"preset\":\"a\",\"variables\":null} | /variables | WRONG_TYPE",
                "{\"preset\":\"a\",\"variables\":[]} | /variables | WRONG_TYPE",
                "{\"preset\":\"a\",\"variables\":{\"n\":1}} | /variables/n | WRONG_TYPE",
                "{\"preset\":\"a\",\"variables\":{\"n\":null}} | /variables/n | WRONG_TYPE",
                "{\"preset\":\"a\",\"bot_check\":null} | /bot_check | WRONG_TYPE",
                "{\"preset\":\"a\",\"bot_check\":\"\"} | /bot_check | NOT_ALLOWED_VALUE",
                "{\"preset\":\"a\",\"bot_check\":\"a b\"} | /bot_check | NOT_ALLOWED_VALUE",
                "{\"preset\":\"a\",\"model\":\"x\"} | /model | UNKNOWN_FIELD",
                "{\"preset\":\"a\",\"Preset\":\"x\"} | /Preset | UNKNOWN_FIELD"
            })
    void whatDoesNotFitIsNamed(String json, String pointer, Code code) {
        Refusal refusal = refusal(json);
        assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
        assertThat(refusal.errors()).containsExactly(new InputError(pointer, code));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(refusal("{\"expires_after\":1,\"session\":1,\"variables\":1,\"bot_check\":1,\"x\":1}")
                        .errors())
                .hasSize(6);
    }

    @Test
    void thirtyTwoMembersAreTakenAndNotOneMore() {
        assertThat(JsonBody.of(members(32))).hasSize(32);
        assertThat(catchThrowableOfType(Refusal.class, () -> JsonBody.of(members(33)))
                        .errors())
                .containsExactly(new InputError("", Code.TOO_MANY_MEMBERS));
        assertThat(members(1)).hasToString("GatewayEvent[JKJaXmPLvHcESHA=]");
    }

    private static GatewayEvent members(int count) {
        ObjectNode body = Json.NODES.objectNode();
        for (int i = 0; i < count; i++) {
            body.put("m" + i, i);
        }
        return Events.read(Events.event(Events.V2, body.toString()));
    }
}
