package dev.ephemint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.ephemint.local.Fault;
import dev.ephemint.local.LocalStack;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the libraries under us log at their most talkative; the tests' own HTTP client is left out. */
@QuarkusTest
class TraceSecrecyTest extends TokenApi {

    private static final List<String> CATEGORIES =
            List.of("dev.ephemint", "io.quarkus", "io.vertx", "io.netty", "io.smallrye", "org.jboss.resteasy");
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.CANARYsignature";

    @Test
    void noLibraryPrintsAKeyASecretATokenOrAPromptEvenAtTrace() {
        LogLines lines = new LogLines();
        Map<Logger, Level> before = new HashMap<>();
        CATEGORIES.stream().map(Logger::getLogger).forEach(logger -> {
            before.put(logger, logger.getLevel());
            logger.setLevel(Level.ALL);
            logger.addHandler(lines);
        });
        try {
            for (Fault fault : List.of(Fault.status(401, "invalid_api_key"), Fault.notJson(), Fault.reset())) {
                ask();
                standIn.failNext(fault);
                ask();
            }
        } finally {
            before.forEach((logger, level) -> {
                logger.removeHandler(lines);
                logger.setLevel(level);
            });
        }

        assertThat(lines.all()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .doesNotContain(
                        LocalStack.API_KEY, LocalStack.SECRET_PREFIX, JWT, "Ada-CANARY", "support agent of Example"));
    }

    private static void ask() {
        request()
                .contentType("application/json")
                .header("Authorization", "Bearer " + JWT)
                .body("{\"preset\": \"support-agent\", \"variables\": {\"customer_name\": \"Ada-CANARY\"}}")
                .post("/token");
    }
}
