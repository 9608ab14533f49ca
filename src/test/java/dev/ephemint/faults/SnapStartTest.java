package dev.ephemint.faults;

import java.time.Duration;

import jakarta.inject.Inject;

import dev.ephemint.function.SnapStart;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The hooks around a snapshot, over TLS: what a copy of it must not share. */
@QuarkusTest
@QuarkusTestResource(
        value = TlsStack.class,
        initArgs = @ResourceArg(name = "ready", value = "for a snapshot"),
        restrictToAnnotatedClass = true)
class SnapStartTest {

    @Inject
    SnapStart hooks;

    FaultServer server;

    @Test
    void noConnectionIsInTheSnapshotAndEachCopyOpensItsOwnWithoutTheKey() throws InterruptedException {
        assertThat(server.awaitHead()).isTrue();
        assertThat(server.awaitOpen(1, Duration.ofSeconds(5))).isTrue();

        hooks.beforeCheckpoint(null);

        assertThat(server.awaitOpen(0, Duration.ofSeconds(5))).isTrue();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.heads()).as("nothing but the warm-up was asked").hasSize(1);

        hooks.afterRestore(null);

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.heads()).hasSize(2).allSatisfy(head -> assertThat(head)
                .doesNotContainIgnoringCase("authorization"));

        given().contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token")
                .then()
                .statusCode(200);

        assertThat(server.connections()).as("the copy's own connection is used").isEqualTo(2);
    }
}
