package dev.ephemint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator can set over all presets. */
@QuarkusTest
@TestProfile(OperatorTest.Settings.class)
class OperatorTest extends TokenApi {

    /** A ceiling over lifetimes, no safety identifier, and a table that is down but may be. */
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ephemint.max_expires_after", "90s",
                    "ephemint.safety_identifier.enabled", "false",
                    "ephemint.quota.table", "quotas",
                    "ephemint.quota.on_failure", "open",
                    "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:" + portOfNobody(),
                    "AWS_REGION", "eu-west-1",
                    "AWS_ACCESS_KEY_ID", "AKIDTEST",
                    "AWS_SECRET_ACCESS_KEY", "aws-CANARY-secret");
        }

        private static int portOfNobody() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private int seconds() {
        return standIn.recorded().get(0).json().at("/expires_after/seconds").intValue();
    }

    @ParameterizedTest
    @CsvSource({"long-lived,90", "support-agent,60", "captions,90"})
    void theCeilingHoldsForEveryPreset(String preset, int expected) {
        askFor(preset, "").statusCode(200);

        assertThat(seconds()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10,10", "89,89", "90,90", "91,90", "7200,90", "9223372036854775807,90"})
    void whatIsAskedForOnlyShortensIt(String asked, int expected) {
        askFor("long-lived", ", \"expires_after\": " + asked).statusCode(200);

        assertThat(seconds()).isEqualTo(expected);
    }

    @Test
    void withoutSafetyIdentifierNothingOfTheCallerIsSent() {
        askFor("captions", "").statusCode(200);

        assertThat(standIn.recorded().get(0).header("OpenAI-Safety-Identifier")).isEmpty();
    }

    @Test
    void aTableThatIsDownMayLetCallersThrough() {
        for (int i = 0; i < 4; i++) {
            askFor("metered", "").statusCode(200);
        }
    }
}
