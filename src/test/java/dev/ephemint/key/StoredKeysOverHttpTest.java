package dev.ephemint.key;

import dev.ephemint.local.Fault;
import dev.ephemint.local.Recorded;
import dev.ephemint.local.SecretStore;
import dev.ephemint.local.StandIn;
import dev.ephemint.local.UpstreamStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.ephemint.local.UpstreamStack.API_KEY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

/** The whole function with its keys in AWS, against the extension's protocol. */
@QuarkusTest
@QuarkusTestResource(value = UpstreamStack.class, restrictToAnnotatedClass = true)
class StoredKeysOverHttpTest {

    UpstreamStack stack;
    private StandIn openAi;
    private SecretStore store;

    @BeforeEach
    void mend() {
        openAi = stack.openAi();
        store = stack.store();
        openAi.reset();
        openAi.rotate(API_KEY);
        store.mend();
    }

    private static ValidatableResponse ask(String preset) {
        return given().contentType("application/json")
                .body("{\"preset\": \"" + preset + "\"}")
                .post("/token")
                .then();
    }

    private static void isBusy(ValidatableResponse answer) {
        answer.statusCode(503).body("code", equalTo("upstream_busy")).header("Retry-After", notNullValue());
    }

    @Test
    void aPlainSecretIsReadOnceWithTheTokenAndTheCurrentVersion() {
        store.putSecret("test/plain", "sk-outdated");
        store.putSecret("test/plain", API_KEY);
        ask("plain").statusCode(200).body("value", startsWith("ek_"));
        ask("plain").statusCode(200);
        assertThat(store.recorded()).hasSizeLessThanOrEqualTo(1);
        assertThat(openAi.recorded()).hasSize(2).allMatch(StoredKeysOverHttpTest::hasKey);
    }

    private static boolean hasKey(Recorded request) {
        return request.header("Authorization").orElse("").equals("Bearer " + API_KEY);
    }

    @Test
    void theFirstRequestReadsTheSecretAsTheExtensionWantsIt() {
        store.putSecret("test/json", "{\"openai\": \"" + API_KEY + "\", \"other\": 1}");
        ask("field").statusCode(200);
        Recorded request = store.recorded().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.uri()).isEqualTo("/secretsmanager/get?secretId=test%2Fjson&versionStage=AWSCURRENT");
        assertThat(request.header("X-Aws-Parameters-Secrets-Token")).contains(SecretStore.TOKEN);
        assertThat(request.header("Authorization")).isEmpty();
    }

    @Test
    void aParameterIsReadDecrypted() {
        store.putParameter("/test/openai", API_KEY);
        ask("parameter").statusCode(200);
        assertThat(store.recorded().get(0).uri())
                .isEqualTo("/systemsmanager/parameters/get?name=%2Ftest%2Fopenai&withDecryption=true");
    }

    @Test
    void aRotatedKeyIsReadAgainOnceAfterA401AndTheCallerNoticesNothing() {
        store.putSecret("test/rotated", API_KEY);
        ask("rotated").statusCode(200);
        store.putSecret("test/rotated", "sk-CANARY-rotated");
        openAi.rotate("sk-CANARY-rotated");
        openAi.reset();
        store.mend();
        ask("rotated").statusCode(200);
        assertThat(store.recorded()).hasSize(1);
        assertThat(openAi.recorded())
                .extracting(request -> request.header("Authorization").orElse(""))
                .containsExactly("Bearer " + API_KEY, "Bearer sk-CANARY-rotated");
    }

    @Test
    void aKeyThatIsRefusedAndStillCurrentIsNotTriedTwice() {
        store.putSecret("test/revoked", "sk-CANARY-revoked");
        ask("revoked").statusCode(502).body("code", equalTo("upstream_rejected"));
        assertThat(openAi.recorded()).hasSize(1);
        assertThat(store.recorded()).hasSize(2);
    }

    @Test
    void aStoreThatIsDownRefusesWithoutAskingOpenAi() {
        store.fail(-1, Fault.reset());
        isBusy(ask("outage"));
        assertThat(openAi.recorded()).isEmpty();
    }

    @Test
    void aStoreThatHangsDoesNotHangTheFunction() {
        store.fail(-1, Fault.hang());
        isBusy(ask("hanging"));
        assertThat(openAi.recorded()).isEmpty();
    }

    @Test
    void anUnknownSecretRefuses() {
        isBusy(ask("unknown"));
    }

    @Test
    void anAnswerThatIsNotJsonRefuses() {
        store.putSecret("test/malformed", API_KEY);
        store.fail(1, Fault.notJson());
        isBusy(ask("malformed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "blank | `  `",
                "quoted | \"sk-CANARY-quoted\"",
                "broken | `sk-CANARY-line\nbreak`",
                "unresolved | ${OPENAI_API_KEY}",
                "referenced | {{resolve:secretsmanager:openai}}"
            })
    void aTextThatIsNoKeyNeverTravels(String preset, String text) {
        store.putSecret("test/" + preset, text);
        isBusy(ask(preset));
        assertThat(store.recorded()).hasSize(1);
        assertThat(openAi.recorded()).isEmpty();
    }
}
