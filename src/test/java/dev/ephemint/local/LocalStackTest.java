package dev.ephemint.local;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LocalStackTest {
    StandIn standIn;
    LocalGateway gateway;

    @Test
    void aRequestReachesTheFunctionThroughTheGateway() {
        given().header("Origin", "http://localhost:3000")
                .post("/token")
                .then()
                .header("apigw-requestid", notNullValue())
                .header("Access-Control-Allow-Origin", equalTo("http://localhost:3000"));
    }

    @Test
    void theTestGetsTheRunningGatewayAndStandIn() {
        assertThat(gateway.port()).isPositive();
        standIn.reset();
        assertThat(standIn.recorded()).isEmpty();
    }
}
