package dev.ephemint.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = SplitHeaderTest.Stack.class, restrictToAnnotatedClass = true)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SplitHeaderTest {

    FaultServer server;

    @Test
    void aHeaderThatWouldBeTwoIsNotSentNorIsAnythingElse() {
        Response answer = given().contentType("application/json")
                .body("{\"preset\": \"captions\"}")
                .post("/token");

        assertThat(answer.jsonPath().getString("code")).isEqualTo("upstream_unreachable");
        assertThat(server.connections()).isZero();
    }

    /** A {@link FaultStack} with a line end in a header of the settings. */
    public static final class Stack implements QuarkusTestResourceLifecycleManager {

        private final FaultStack stack = new FaultStack();

        @Override
        public int order() {
            return stack.order();
        }

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(stack.start());
            settings.put("quarkus.rest-client.openai.headers.X-Note", "a\r\nX-Forged: b");
            return settings;
        }

        @Override
        public void inject(TestInjector injector) {
            stack.inject(injector);
        }

        @Override
        public void stop() {
            stack.stop();
        }
    }
}
