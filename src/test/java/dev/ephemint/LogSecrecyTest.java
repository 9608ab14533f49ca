package dev.ephemint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

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
        Lines lines = new Lines();
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

        assertThat(lines.all).allSatisfy(line -> assertThat(line)
                .doesNotContain(LocalStack.API_KEY, LocalStack.SECRET_PREFIX, SPOKEN, "support agent of Example"));
    }

    private static final class Lines extends Handler {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            all.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}
