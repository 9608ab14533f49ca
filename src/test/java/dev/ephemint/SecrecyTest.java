package dev.ephemint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.access.Caller;
import dev.ephemint.access.Identity;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.http.GatewayResponse;
import dev.ephemint.key.ApiKey;
import dev.ephemint.mint.Grant;
import dev.ephemint.mint.InputError;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.mint.TokenRequest;
import dev.ephemint.openai.ClientSecret;
import dev.ephemint.openai.Connect;
import dev.ephemint.openai.ScriptedOpenAi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecrecyTest {

    private static final String CANARY = "CANARY-5ecret";
    private static final ObjectNode SESSION =
            new ObjectMapper().createObjectNode().put("instructions", CANARY);

    @Test
    void nothingThatHoldsASecretPrintsIt() {
        ClientSecret secret = new ClientSecret(
                "ek_" + CANARY,
                Instant.EPOCH,
                Duration.ofSeconds(60),
                ScriptedOpenAi.session(SESSION.put("id", CANARY)));
        Connect connect = new Connect(Optional.of("https://x"), "wss://x", List.of("realtime", CANARY));
        Identity identity = new Identity(CANARY, CANARY, Set.of(CANARY), Map.of("email", List.of(CANARY)));

        assertThat(List.of(
                        new ApiKey("sk-" + CANARY),
                        secret,
                        secret.session(),
                        connect,
                        identity,
                        new Caller(Optional.of(identity), Optional.empty(), ""),
                        new TokenRequest(
                                "captions", Optional.empty(), SESSION, Map.of("name", CANARY), Optional.of(CANARY)),
                        new GatewayResponse(200, Map.of(), CANARY, false),
                        new Leaf("ephemint.openai.api_key", "environment variable", CANARY)))
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain(CANARY));
        assertThat(Refusal.of(Problem.INVALID_REQUEST, "/preset", InputError.Code.REQUIRED))
                .hasMessage("invalid_request");
        assertThat(Grant.class.getRecordComponents()).extracting("name").contains("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "${OPENAI_API_KEY}",
                "{{resolve:secretsmanager:x}}",
                "\"sk-1\"",
                "'sk-1'",
                "sk-1\n",
                "sk 1",
                "sk-é"
            })
    void aKeyThatIsNoneIsNamedWithoutQuotingIt(String text) {
        assertThat(ApiKey.fault(text)).isPresent();
        assertThat(ApiKey.fault(text).orElseThrow()).doesNotContain("sk-1", "secretsmanager", "OPENAI", "é");
    }

    @Test
    void aKeyAsOpenAiShowsItIsTaken() {
        assertThat(ApiKey.fault("sk-proj-Abc_123-x")).isEmpty();
    }
}
