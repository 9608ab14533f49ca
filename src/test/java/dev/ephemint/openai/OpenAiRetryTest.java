package dev.ephemint.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.openai.Outcome.Lost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ephemint.openai.ScriptedOpenAi.dropped;
import static dev.ephemint.openai.ScriptedOpenAi.error;
import static dev.ephemint.openai.ScriptedOpenAi.ok;
import static dev.ephemint.openai.ScriptedOpenAi.script;
import static dev.ephemint.openai.ScriptedOpenAi.secret;
import static dev.ephemint.openai.ScriptedOpenAi.slow;
import static dev.ephemint.openai.ScriptedOpenAi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OpenAiRetryTest {

    private static Reason failure(ScriptedOpenAi openAi) {
        return catchThrowableOfType(OpenAiException.class, openAi::mint).reason();
    }

    @Test
    void aGoodAnswerIsAskedForOnce() {
        ScriptedOpenAi openAi = script(ok(secret()));
        assertThat(openAi.mint().value()).isEqualTo("ek_CANARY_1");
        assertThat(openAi.slept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504})
    void whatMayPassIsTriedOnceMore(int status) {
        ScriptedOpenAi openAi = script(status(status), ok(secret()));
        assertThat(openAi.mint().value()).isEqualTo("ek_CANARY_1");
        assertThat(openAi.sent).hasSize(2);
        assertThat(openAi.sent.get(1)).isEqualTo(openAi.sent.get(0));
        assertThat(openAi.slept).containsExactly(Duration.ofMillis(125));
    }

    @Test
    void aDroppedConnectionIsTriedOnceMore() {
        assertThat(script(dropped(), ok(secret())).mint().value()).isEqualTo("ek_CANARY_1");
    }

    @Test
    void thereIsNoThirdAttempt() {
        assertThat(failure(script(status(500), status(500)))).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure(script(dropped(), dropped()))).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure(script(dropped(), status(503)))).isEqualTo(Reason.BUSY);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 307, 400, 401, 403, 404, 422, 429, 501, 505})
    void whatStaysIsTriedOnce(int status) {
        ScriptedOpenAi openAi = script(status(status));
        failure(openAi);
        assertThat(openAi.sent).hasSize(1);
        assertThat(openAi.slept).isEmpty();
    }

    @Test
    void whatIsNotRepeatableIsTriedOnce() {
        Lost cutOff = new Lost(new OpenAiException(Reason.UNREACHABLE, "cut off"), false);
        assertThat(failure(script(cutOff))).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure(script(ok("{}")))).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @CsvSource({"insufficient_quota", "credit_balance_exhausted"})
    void moneyThatIsGoneIsNotAskedForAgain(String code) {
        assertThat(failure(script(error(429, code, "Retry-After", "1", "X-Should-Retry", "true"))))
                .isEqualTo(Reason.BUSY);
        assertThat(failure(script(error(503, code)))).isEqualTo(Reason.BUSY);
    }

    @Test
    void anAnswerThatIsNoJsonSaysNothingOfMoney() {
        assertThat(script(ScriptedOpenAi.html(503), ok(secret())).mint().value())
                .isEqualTo("ek_CANARY_1");
    }

    @Test
    void theUpstreamsAdviceCountsMoreThanTheStatus() {
        assertThat(script(status(400, "X-Should-Retry", "true"), ok(secret()))
                        .mint()
                        .value())
                .isEqualTo("ek_CANARY_1");
        assertThat(failure(script(status(503, "x-should-retry", "false")))).isEqualTo(Reason.BUSY);
        assertThat(failure(script(status(400, "X-Should-Retry", "TRUE")))).isEqualTo(Reason.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After, 0, 125",
        "429, Retry-After, 1, 1125",
        "503, Retry-After, 2, 2125",
        "503, retry-after-ms, 40, 165"
    })
    void aShortWaitIsWaited(int status, String header, String value, long millis) {
        ScriptedOpenAi openAi = script(status(status, header, value), ok(secret()));
        openAi.mint();
        assertThat(openAi.slept).containsExactly(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 3",
        "429, 86400",
        "429, -1",
        "429, soon",
        "429, 1.5",
        "429, 1e3",
        "429, 99999999999999999999",
        "429, ''",
        "429, 'Fri, 20 Nov 2026 12:00:01 GMT'",
        "503, 3",
        "503, 86400",
        "500, 999999999"
    })
    void aLongOrOddWaitIsNeverWaited(int status, String value) {
        ScriptedOpenAi openAi = script(status(status, "Retry-After", value));
        failure(openAi);
        assertThat(openAi.slept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "Fri, 20 Nov 2036 12:00:00 GMT"})
    void anOddWaitDoesNotSpoilTheJitter(String value) {
        ScriptedOpenAi openAi = script(status(503, "Retry-After", value), ok(secret()));
        openAi.mint();
        assertThat(openAi.slept).containsExactly(Duration.ofMillis(125));
    }

    @Test
    void whatBotCheckAndQuotaTookIsOffTheDeadline() {
        List<Duration> left = new ArrayList<>();
        ScriptedOpenAi openAi = ScriptedOpenAi.noting(left);
        openAi.mint(Duration.ofSeconds(3));
        openAi.mint(ScriptedOpenAi.DEADLINE.minusNanos(1));
        assertThat(left).containsExactly(ScriptedOpenAi.DEADLINE.minusSeconds(3), Duration.ofNanos(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {8000, 8001, 60_000, Long.MAX_VALUE / 1_000_000})
    void whereTheyTookAllOfItTheUpstreamIsNotAsked(long millis) {
        ScriptedOpenAi openAi = script();
        assertThat(catchThrowableOfType(OpenAiException.class, () -> openAi.mint(Duration.ofMillis(millis)))
                        .reason())
                .isEqualTo(Reason.TIMEOUT);
        assertThat(openAi.sent).isEmpty();
        assertThat(openAi.call.attempts()).isZero();
    }

    @Test
    void aKeyThatTookAllOfItIsNotUsed() {
        ScriptedOpenAi openAi = script();
        openAi.tick = ScriptedOpenAi.DEADLINE.dividedBy(2);
        assertThat(failure(openAi)).isEqualTo(Reason.TIMEOUT);
        assertThat(openAi.sent).isEmpty();
        assertThat(openAi.call.attempts()).isZero();
    }

    @Test
    void theJitterIsFull() {
        for (double random : new double[] {0, 0.25, 0.999}) {
            ScriptedOpenAi openAi = script(status(500), ok(secret()));
            openAi.random = random;
            openAi.mint();
            assertThat(openAi.slept).containsExactly(Duration.ofNanos((long) (random * 250_000_000)));
        }
    }

    @Test
    void nothingIsBegunThatCannotEndInTime() {
        Duration justEnough = ScriptedOpenAi.DEADLINE.minusMillis(625);
        assertThat(slow(justEnough, dropped(), ok(secret())).mint().value()).isEqualTo("ek_CANARY_1");
        assertThat(failure(slow(justEnough.plusNanos(1), dropped()))).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure(slow(Duration.ofSeconds(6), status(429, "Retry-After", "2"))))
                .isEqualTo(Reason.BUSY);
        assertThat(failure(slow(Duration.ofSeconds(9), status(500)))).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void aThousandFailuresMakeNoMoreThanTwoThousandCalls() {
        int calls = 0;
        for (int i = 0; i < 1000; i++) {
            ScriptedOpenAi openAi = script(status(503), status(503));
            openAi.random = i / 1000.0;
            failure(openAi);
            calls += openAi.sent.size();
        }
        assertThat(calls).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 1", "60, 60", "61, 60", "999999999, 60"})
    void theCallerIsToldAWaitWithinBounds(String theirs, long seconds) {
        OpenAiException busy = catchThrowableOfType(
                OpenAiException.class, script(status(429, "Retry-After", theirs, "X-Should-Retry", "false"))::mint);
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(seconds));
    }
}
