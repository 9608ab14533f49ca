package dev.ephemint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.ephemint.local.Fault;
import dev.ephemint.local.QuotaTable;
import dev.ephemint.local.QuotaTableStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Quotas over HTTP on both sides: API Gateway in front, DynamoDB behind. */
@QuarkusTest
@QuarkusTestResource(value = QuotaTableStack.class, restrictToAnnotatedClass = true)
class QuotaTest extends TokenApi {

    QuotaTable table;

    private final String ada = "ada-" + UUID.randomUUID();

    @BeforeEach
    void forgetFaults() {
        table.reset();
    }

    private static ValidatableResponse mint(String subject, String preset) {
        return request()
                .header("X-Local-Identity", subject)
                .contentType("application/json")
                .body("{\"preset\": \"" + preset + "\"}")
                .post("/token")
                .then();
    }

    private static void assertLimited(ValidatableResponse response) {
        String wait = response.statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("rate_limited"))
                .extract()
                .header("Retry-After");
        assertThat(Long.parseLong(wait)).isBetween(1L, 31L * 24 * 3600);
    }

    @Test
    void aCallerGetsTheLimitAndThenHasToWait() {
        for (int i = 0; i < 3; i++) {
            mint(ada, "metered").statusCode(200);
        }
        standIn.reset();

        assertLimited(mint(ada, "metered"));
        assertThat(standIn.recorded()).isEmpty();
        mint("eve-" + UUID.randomUUID(), "metered").statusCode(200);
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsAnotherCaller() {
        for (int i = 0; i < 3; i++) {
            mint(ada, "metered").statusCode(200);
        }

        request()
                .header("X-Local-Claims", "{\"sub\": \"" + ada + "\", \"iss\": \"https://other.test\"}")
                .contentType("application/json")
                .body("{\"preset\": \"metered\"}")
                .post("/token")
                .then()
                .statusCode(200);
    }

    @Test
    void aMintThatFailsGivesItsUnitBack() {
        for (Fault fault : List.of(Fault.status(500, "server_error"), Fault.html(), Fault.close(), Fault.notJson())) {
            standIn.reset();
            standIn.fail("*", -1, fault);
            mint(ada, "metered").statusCode(502);
        }
        standIn.reset();

        for (int i = 0; i < 3; i++) {
            mint(ada, "metered").statusCode(200);
        }
        assertLimited(mint(ada, "metered"));
    }

    @Test
    void aRequestThatIsRefusedCostsNothing() {
        for (int i = 0; i < 5; i++) {
            request()
                    .header("X-Local-Identity", ada)
                    .contentType("application/json")
                    .body("{\"preset\": \"metered\", \"session\": {\"model\": \"gpt-realtime\"}}")
                    .post("/token")
                    .then()
                    .statusCode(400);
        }

        assertThat(table.recorded()).isEmpty();
    }

    @Test
    void thePresetAsAWholeHasACeilingThatEvenNewCallersMeetAndAreNotChargedFor() {
        int granted = 0;
        for (int i = 0; i < 6; i++) {
            granted += mint(ada + i, "metered-total").extract().statusCode() == 200 ? 1 : 0;
        }
        assertThat(granted).isEqualTo(3);

        assertLimited(mint(ada, "metered-total"));
        assertThat(items("count", "0")).isGreaterThanOrEqualTo(4);
    }

    private long items(String attribute, String number) {
        return table.items().stream()
                .filter(item -> item.path(attribute).path("N").asText().equals(number))
                .count();
    }

    @Test
    void theTableHoldsNothingThatTellsWhoAsked() {
        mint(ada, "metered").statusCode(200);
        request()
                .header("X-Local-Identity", "none")
                .header("Origin", "https://www.example.com")
                .contentType("application/json")
                .body("{\"preset\": \"open-site\"}")
                .post("/token")
                .then()
                .statusCode(200);

        assertThat(table.items()).isNotEmpty().allSatisfy(item -> {
            assertThat(item.path("id").path("S").asText()).matches("[0-9a-f]{64}");
            assertThat(item.properties().stream().map(java.util.Map.Entry::getKey))
                    .containsExactlyInAnyOrder("id", "window", "count", "expires");
        });
        assertThat(table.items().toString() + table.recorded())
                .doesNotContain(ada, "127.0.0.1", "aws-CANARY-secret", "metered");
    }

    @Test
    void manyRequestsAtOnceGetTheLimitBetweenThem() throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            work.add(() -> mint(ada, "metered").extract().statusCode());
        }
        var pool = Executors.newFixedThreadPool(6);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (var done : pool.invokeAll(work)) {
                statuses.add(done.get());
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(9);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aPresetWithoutQuotaNeverTouchesTheTable() {
        table.fail(-1, Fault.reset());

        mint(ada, "captions").statusCode(200);

        assertThat(table.recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ThrottlingException", "ProvisionedThroughputExceededException", "ResourceNotFoundException"})
    void aTableThatRefusesClosesThePreset(String type) {
        table.fail(
                -1,
                Fault.status(
                        400, "application/x-amz-json-1.0", "{\"__type\":\"x#" + type + "\",\"message\":\"CANARY\"}"));

        String body = mint(ada, "metered")
                .statusCode(502)
                .body("code", equalTo("upstream_unreachable"))
                .extract()
                .asString();

        assertThat(body).doesNotContain("CANARY", type, QuotaTable.NAME);
        assertThat(standIn.recorded()).isEmpty();
    }

    @Test
    void aTableThatCannotBeReachedClosesThePreset() {
        for (Fault fault : List.of(Fault.close(), Fault.reset(), Fault.hang(), Fault.html(), Fault.truncated())) {
            table.reset();
            table.fail(-1, fault);
            mint(ada, "metered").statusCode(502).body("code", equalTo("upstream_unreachable"));
        }
        assertThat(standIn.recorded()).isEmpty();
    }

    @Test
    void aUnitThatCannotBeGivenBackDoesNotHideWhyTheMintFailed() {
        standIn.fail("*", -1, Fault.status(401, "invalid_api_key"));
        mint(ada, "metered").statusCode(502);
        table.reset();
        table.fail(1, Fault.slow(java.time.Duration.ofMillis(1)));
        table.fail(-1, Fault.reset());

        mint(ada, "metered").statusCode(502).body("code", equalTo("upstream_rejected"));
    }

    @Test
    void thePepperMakesThePseudonymThatOpenAiGets() throws Exception {
        mint(ada, "captions").statusCode(200);

        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (String part : List.of("ephemint", "safety-identifier", "identity", "http://localhost", ada)) {
            parts.writeBytes(new byte[] {0, 0, 0, (byte) part.length()});
            parts.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(QuotaTableStack.PEPPER.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(standIn.recorded().get(0).header("OpenAI-Safety-Identifier"))
                .contains(HexFormat.of().formatHex(mac.doFinal(parts.toByteArray())));
    }

    @Test
    void countsOutliveTheInstance() {
        mint(ada, "metered").statusCode(200);

        assertThat(table.items().stream()
                        .map(item -> item.path("count").path("N").asText()))
                .contains("1");
    }
}
