package dev.ephemint;

import dev.ephemint.local.LocalStack;
import dev.ephemint.local.StandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

import static io.restassured.RestAssured.given;

/** What the tests over HTTP share: the local stack, and a way to ask for a token. Each runs in the JVM and natively. */
@QuarkusTestResource(LocalStack.class)
abstract class TokenApi {

    StandIn standIn;

    @BeforeEach
    void forget() {
        standIn.reset();
    }

    /** A request with the content type exactly as given to it, and the identity {@code local-user}. */
    static RequestSpecification request() {
        return given().config(RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    static ValidatableResponse ask(String json) {
        return request()
                .contentType("application/json")
                .body(json)
                .post("/token")
                .then();
    }

    /** A request for {@code preset}, with {@code more} members such as {@code , "expires_after": 30}. */
    static ValidatableResponse askFor(String preset, String more) {
        return ask("{\"preset\": \"" + preset + "\"" + more + "}");
    }
}
