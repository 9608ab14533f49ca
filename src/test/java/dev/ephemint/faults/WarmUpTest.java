package dev.ephemint.faults;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(
        value = TlsStack.class,
        initArgs = @ResourceArg(name = "ready", value = "true"),
        restrictToAnnotatedClass = true)
class WarmUpTest {

    FaultServer server;

    @Test
    void theFirstRequestFindsTheConnectionThatTheStartOpenedWithoutTheKey() throws InterruptedException {
        assertThat(server.awaitHead()).isTrue();
        assertThat(server.heads()).singleElement().satisfies(head -> assertThat(head)
                .startsWith("GET /v1/realtime/client_secrets ")
                .doesNotContainIgnoringCase("authorization"));

        given().contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token")
                .then()
                .statusCode(200);

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.heads()).hasSize(2);
    }
}
