package dev.ephemint;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(KillSwitchTest.Off.class)
class KillSwitchTest extends TokenApi {

    /** The kill switch. */
    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ephemint.enabled", "false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"preset\": \"captions\"}",
                "{\"preset\": \"nobody-knows\"}",
                "{\"preset\": \"metered\"}",
                "no JSON"
            })
    void everythingIsSwitchedOff(String body) {
        ask(body).statusCode(503).body("code", equalTo("disabled"));

        assertThat(standIn.recorded()).isEmpty();
    }
}
