package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ClientSecretReaderTest {

    private static final Instant NOW = ScriptedOpenAi.NOW;
    private static final long SOON = NOW.plusSeconds(60).getEpochSecond();

    private static ClientSecret read(String json, Operation operation, Instant theirs, Instant ours) {
        return ClientSecretReader.read(json.getBytes(StandardCharsets.UTF_8), operation, theirs, ours);
    }

    private static ClientSecret read(String json) {
        return read(json, Operation.CLIENT_SECRET, NOW, NOW);
    }

    private static void refused(String json) {
        OpenAiException failure = catchThrowableOfType(OpenAiException.class, () -> read(json));
        assertThat(failure.reason()).isEqualTo(OpenAiException.Reason.INVALID);
        assertThat(failure).hasMessageNotContainingAny("ek_", "CANARY");
    }

    private static String secret(String more) {
        return "{\"value\":\"ek_CANARY_1\",\"expires_at\":" + SOON + more + "}";
    }

    @Test
    void theSessionIsTheOneThatIsEchoed() {
        ClientSecret secret = read(secret(",\"session\":{\"id\":\"sess_1\",\"new\":[null]}"));
        assertThat(secret.value()).isEqualTo("ek_CANARY_1");
        assertThat(secret.expiresAt()).isEqualTo(Instant.ofEpochSecond(SOON));
        assertThat(secret.expiresIn()).isEqualTo(Duration.ofSeconds(60));
        assertThat(secret.session().whole().get()).hasToString("{\"id\":\"sess_1\",\"new\":[null]}");
        assertThat(secret).hasToString("ClientSecret[…]");
        assertThat(secret.session()).hasToString("EffectiveSession[…]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"session\":null", ",\"session\":[]", ",\"session\":\"x\""})
    void withoutASessionItIsEmpty(String more) {
        assertThat(read(secret(more)).session().whole().get()).isEmpty();
    }

    @Test
    void threeFieldsOfTheSessionAreAtHandWhereTheyAreText() {
        EffectiveSession session = read(secret(
                        ",\"id\":\"no\",\"session\":{\"tools\":[{\"id\":\"no\"},[]],\"id\":\"sess_1\","
                                + "\"audio\":{\"type\":\"no\"},\"type\":{\"type\":\"no\"},\"speed\":0.5,\"model\":[\"no\"]}"))
                .session();
        assertThat(session.id()).contains("sess_1");
        assertThat(session.type()).isEmpty();
        assertThat(session.model()).isEmpty();
        session = read(secret(",\"session\":{\"model\":\"m\",\"id\":7,\"type\":\"realtime\"},\"model\":\"no\""))
                .session();
        assertThat(session.id()).isEmpty();
        assertThat(session.type()).contains("realtime");
        assertThat(session.model()).contains("m");
    }

    @Test
    void theSecretIsWhereItsOperationHasIt() {
        String legacy =
                "{\"client_secret\":" + secret("") + ",\"value\":\"ek_other\",\"expires_at\":1,\"model\":\"m\"}";
        refused(legacy);
        ClientSecret secret = read(legacy, Operation.LEGACY_TRANSCRIPTION_SESSION, NOW, NOW);
        assertThat(secret.value()).isEqualTo("ek_CANARY_1");
        assertThat(secret.expiresIn()).isEqualTo(Duration.ofSeconds(60));
        assertThat(secret.session().model()).contains("m");
    }

    @Test
    void aLegacyAnswerIsTheSessionWithoutTheSecret() {
        ClientSecret secret = read(
                "{\"id\":\"sess_1\",\"client_secret\":" + secret("") + ",\"session\":{\"id\":\"other\"}}",
                Operation.LEGACY_SESSION,
                NOW,
                NOW);
        assertThat(secret.value()).isEqualTo("ek_CANARY_1");
        assertThat(secret.session().whole().get()).hasToString("{\"id\":\"sess_1\",\"session\":{\"id\":\"other\"}}");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "7260, true", "0, false", "-1, false", "7261, false"})
    void theTimeLeftIsMoreThanNothingAndTwoHoursAndAMinuteAtMost(long left, boolean good) {
        String json = "{\"value\":\"ek_CANARY_1\",\"expires_at\":" + (NOW.getEpochSecond() + left) + "}";
        if (good) {
            assertThat(read(json).expiresIn()).isEqualTo(Duration.ofSeconds(left));
        } else {
            refused(json);
        }
    }

    @Test
    void theirClockCountsAndOursWhereTheirsMakesNoSense() {
        String json = secret("");
        assertThat(read(json, Operation.CLIENT_SECRET, NOW.plusSeconds(13), NOW).expiresIn())
                .isEqualTo(Duration.ofSeconds(47));
        assertThat(read(json, Operation.CLIENT_SECRET, Instant.EPOCH, NOW).expiresIn())
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(read(json, Operation.CLIENT_SECRET, NOW.plusSeconds(60), NOW.plusSeconds(1))
                        .expiresIn())
                .isEqualTo(Duration.ofSeconds(59));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"expires_at\":1}",
                "{\"value\":\"sk-CANARY\",\"expires_at\":1}",
                "{\"value\":\"ek_CANARY_1\"}",
                "{\"value\":\"ek_CANARY_1\",\"expires_at\":\"1\"}",
                "{\"value\":\"ek_CANARY_1\",\"expires_at\":1.5}",
                "{\"value\":\"ek_CANARY_1\",\"expires_at\":9223372036854775808}",
                "{\"value\":\"ek_CANARY_1\",\"expires_at\":9223372036854775807}",
                "{\"error\":{\"code\":\"CANARY\"}}",
                "{\"value\":{\"value\":\"ek_CANARY_1\"},\"expires_at\":1}",
                "{\"value\":\"ek_CANARY_1\",\"expires_at\":[1795176060]}",
                "[]",
                "null",
                "",
                "CANARY"
            })
    void whatIsNoSecretIsRefusedWithoutQuotingIt(String json) {
        refused(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"x\":\"\\ud800\"",
                ",\"x\":\"\\udfff\"",
                ",\"\\udbff\":1",
                ",\"x\":[[\"a\",\"\\udc00\"]]",
                ",\"x\":{\"y\":{\"\\ud900z\":null}}"
            })
    void halfOfASurrogatePairIsRefusedWhereverItStands(String more) {
        refused(secret(more));
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"x\":\"\\ud83d\\ude00\"", ",\"x\":[\"\\ue000\",\"\\ud7ff\"]", ",\"\\u0041\":{}"})
    void wholePairsAndOtherEscapesAreTaken(String more) {
        assertThat(read(secret(more)).value()).isEqualTo("ek_CANARY_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"error\":{}",
                ",\"error\":0",
                ",\"expires_at\":1",
                ",\"session\":{},\"session\":{}",
                ",\"x\":[{\"y\":1,\"z\":{},\"y\":2}]",
                ",\"session\":{\"id\":\"a\",\"model\":\"m\",\"id\":\"a\"}",
                ",\"x\":{\"y\":[1e99999999999]}",
                ",\"session\":{\"id\":1e99999999999}",
                ",\"x\":01",
                ",\"x\":\"\\q\"",
                ",\"x\":[1,]",
                "}{\"x\":1",
                "}]",
                "} x {"
            })
    void aSecretBesideAnErrorOrInWhatIsNoStrictJsonIsRefused(String more) {
        refused(secret(more));
    }

    @Test
    void sixtyFourKibibytesAreTakenAndNotAByteMore() {
        String json = secret("");
        assertThat(read(json + " ".repeat(65536 - json.length())).value()).isEqualTo("ek_CANARY_1");
        refused(json + " ".repeat(65537 - json.length()));
    }
}
