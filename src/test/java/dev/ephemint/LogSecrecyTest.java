package dev.ephemint;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.ephemint.local.Fault;
import dev.ephemint.local.LocalStack;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class LogSecrecyTest extends TokenApi {

    private static final String SPOKEN = "Ada-CANARY-Lovelace";

    @Test
    void noLogLineOfOursHoldsAKeyASecretOrWhatACallerSaid() {
        LogLines lines = new LogLines();
        Logger ours = Logger.getLogger("dev.ephemint");
        Level before = ours.getLevel();
        ours.setLevel(Level.ALL);
        ours.addHandler(lines);
        try {
            String variables = ", \"variables\": {\"customer_name\": \"" + SPOKEN + "\"}";
            askFor("support-agent", variables).statusCode(200);
            askFor("support-agent", ", \"session\": {\"instructions\": \"" + SPOKEN + "\"}")
                    .statusCode(400);
            for (Fault fault : List.of(Fault.status(401, "invalid_api_key"), Fault.notJson(), Fault.reset())) {
                standIn.failNext(fault);
                askFor("support-agent", variables);
            }
        } finally {
            ours.removeHandler(lines);
            ours.setLevel(before);
        }

        assertThat(lines.all()).allSatisfy(line -> assertThat(line)
                .doesNotContain(LocalStack.API_KEY, LocalStack.SECRET_PREFIX, SPOKEN, "support agent of Example"));
    }
}
