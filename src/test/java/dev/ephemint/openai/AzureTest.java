package dev.ephemint.openai;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.local.Recorded;
import dev.ephemint.local.StandIn;
import dev.ephemint.local.UpstreamStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Azure OpenAI as a preset's upstream: its paths, its key header, its places to connect to. */
@QuarkusTest
@QuarkusTestResource(value = UpstreamStack.class, restrictToAnnotatedClass = true)
class AzureTest {

    UpstreamStack stack;
    private StandIn azure;
    private StandIn openAi;

    @BeforeEach
    void reset() {
        azure = stack.azure();
        openAi = stack.openAi();
        azure.reset();
        openAi.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "azure-eu, /v1/realtime/client_secrets, calls?webrtcfilter=on, ?model=my-voice-deployment",
        "azure-captions, /v1/realtime/client_secrets, calls, ''",
        "azure-tour, /v1/realtime/translations/client_secrets, translations/calls?webrtcfilter=on,"
                + " /translations?model=my-translation-deployment"
    })
    void aGrantGoesToAzureInItsOwnTermsAndSoDoesTheBrowser(String preset, String path, String calls, String socket)
            throws IOException {
        given().contentType("application/json")
                .body("{\"preset\": \"" + preset + "\", \"expires_after\": 30}")
                .post("/token")
                .then()
                .statusCode(200)
                .body("value", startsWith("ek_"))
                .body("connect.webrtc", equalTo(azure.url() + "/v1/realtime/" + calls))
                .body("connect.websocket", equalTo(azure.url().replace("http:", "ws:") + "/v1/realtime" + socket))
                .body("connect.subprotocols[0]", equalTo("realtime"));
        assertThat(openAi.recorded()).isEmpty();
        assertThat(azure.recorded()).hasSize(1);
        Recorded request = azure.recorded().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo(path);
        assertThat(request.header("api-key")).contains(UpstreamStack.AZURE_KEY);
        assertThat(request.headers())
                .doesNotContainKeys("Authorization", "OpenAI-Organization", "OpenAI-Project", "OpenAI-Beta");
        assertThat(request.json()).isEqualTo(golden(preset));
    }

    private static JsonNode golden(String preset) {
        try (var file = AzureTest.class.getResourceAsStream(preset + ".json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theDefaultUpstreamIsToldOrganizationProjectAndTheHeadersOfTheSettings() {
        given().contentType("application/json")
                .body("{\"preset\": \"interpreter\"}")
                .post("/token")
                .then()
                .statusCode(200);
        assertThat(azure.recorded()).isEmpty();
        Recorded request = openAi.recorded().get(0);
        assertThat(request.header("Authorization")).contains("Bearer " + UpstreamStack.API_KEY);
        assertThat(request.header("OpenAI-Organization")).contains("org-default");
        assertThat(request.header("OpenAI-Project")).contains("proj_default");
        assertThat(request.header("User-Agent")).contains("of-the-settings");
        assertThat(request.headers()).doesNotContainKey("api-key");
    }
}
