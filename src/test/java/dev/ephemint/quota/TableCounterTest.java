package dev.ephemint.quota;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.local.Fault;
import dev.ephemint.local.LocalStack;
import dev.ephemint.local.QuotaTable;
import dev.ephemint.quota.Counter.Outcome;
import dev.ephemint.quota.Counter.Over;
import dev.ephemint.quota.Counter.Unit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Counts in Amazon's own DynamoDB Local, as several instances do; in Quarkus, because the REST client wants it. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class TableCounterTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Limit THREE_AN_HOUR = new Limit(3, Duration.ofHours(1));

    private static QuotaTable table;

    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        table = QuotaTable.start();
    }

    @AfterAll
    static void stop() {
        table.close();
    }

    @BeforeEach
    void forget() {
        table.reset();
    }

    /** Another instance of the function, whose clock stands at {@code now}. */
    private static TableCounter instance(Instant now) {
        return instance(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static TableCounter instance(Clock clock) {
        Table place = new Table(
                QuotaTable.NAME,
                URI.create(table.url()),
                "eu-west-1",
                "AKIDTEST",
                "secret-CANARY",
                Optional.of("token"));
        return new TableCounter(new DynamoDb(place, clock), clock);
    }

    private JsonNode item() {
        return table.items().stream()
                .filter(item -> item.path("id").path("S").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void grantsTheLimitAndNoUnitMore() {
        TableCounter counter = instance(NOON.plusSeconds(600));

        for (int i = 0; i < 3; i++) {
            assertThat(counter.take(id, THREE_AN_HOUR)).isInstanceOf(Unit.class);
        }

        assertThat(counter.take(id, THREE_AN_HOUR)).isEqualTo(new Over(Duration.ofMinutes(50)));
        assertThat(item().path("count").path("N").asText()).isEqualTo("3");
    }

    @Test
    void startsAfreshWithTheNextWindow() {
        TableCounter counter = instance(NOON.plusSeconds(3599));
        for (int i = 0; i < 3; i++) {
            counter.take(id, THREE_AN_HOUR);
        }

        assertThat(counter.take(id, THREE_AN_HOUR)).isEqualTo(new Over(Duration.ofSeconds(1)));
        assertThat(instance(NOON.plusSeconds(3600)).take(id, THREE_AN_HOUR))
                .isEqualTo(new Unit(id, NOON.plusSeconds(3600).getEpochSecond()));
    }

    @Test
    void anItemIsForgottenWhenNoClockCanMissIt() {
        instance(NOON).take(id, THREE_AN_HOUR);

        assertThat(item().path("expires").path("N").asLong())
                .isEqualTo(NOON.plus(Duration.ofHours(2)).getEpochSecond());
        assertThat(item().properties()).hasSize(4);
    }

    @Test
    void aUnitThatIsGivenBackCanBeTakenAgain() {
        TableCounter counter = instance(NOON);
        counter.take(id, THREE_AN_HOUR);
        counter.take(id, THREE_AN_HOUR);
        Unit last = (Unit) counter.take(id, THREE_AN_HOUR);

        counter.giveBack(last);

        assertThat(counter.take(id, THREE_AN_HOUR)).isInstanceOf(Unit.class);
        assertThat(counter.take(id, THREE_AN_HOUR)).isInstanceOf(Over.class);
    }

    @Test
    void aUnitOfAnOlderWindowIsNotGivenBackToANewerOne() {
        Unit old = (Unit) instance(NOON).take(id, THREE_AN_HOUR);
        TableCounter later = instance(NOON.plusSeconds(3600));
        later.take(id, THREE_AN_HOUR);

        later.giveBack(old);

        assertThat(item().path("count").path("N").asText()).isEqualTo("1");
    }

    @Test
    void noCounterGoesBelowZero() {
        TableCounter counter = instance(NOON);
        Unit unit = (Unit) counter.take(id, THREE_AN_HOUR);

        counter.giveBack(unit);
        counter.giveBack(unit);

        assertThat(item().path("count").path("N").asText()).isEqualTo("0");
    }

    @Test
    void anInstanceWhoseClockIsBehindCountsIntoTheWindowThatOthersHaveOpened() {
        TableCounter ahead = instance(NOON);
        TableCounter behind = instance(NOON.minusSeconds(2));
        ahead.take(id, THREE_AN_HOUR);

        assertThat(behind.take(id, THREE_AN_HOUR)).isEqualTo(new Unit(id, NOON.getEpochSecond()));
        assertThat(ahead.take(id, THREE_AN_HOUR)).isInstanceOf(Unit.class);
        assertThat(behind.take(id, THREE_AN_HOUR)).isEqualTo(new Over(Duration.ofHours(1)));
        assertThat(ahead.take(id, THREE_AN_HOUR)).isInstanceOf(Over.class);
    }

    @Test
    void clocksOnBothSidesOfABorderGrantOneWindowEachAndNotOneMore() {
        TableCounter ahead = instance(NOON.plusMillis(500));
        TableCounter behind = instance(NOON.minusMillis(500));
        int granted = 0;
        for (int i = 0; i < 4; i++) {
            granted += behind.take(id, THREE_AN_HOUR) instanceof Unit ? 1 : 0;
        }
        for (int i = 0; i < 20; i++) {
            granted += (i % 2 == 0 ? ahead : behind).take(id, THREE_AN_HOUR) instanceof Unit ? 1 : 0;
        }

        assertThat(granted).isEqualTo(2 * THREE_AN_HOUR.units());
    }

    @Test
    void manyInstancesAtOnceLoseNoCountAndGrantNoUnitTooMany() throws Exception {
        int instances = 8;
        int calls = 25;
        Limit limit = new Limit(instances * calls / 2, Duration.ofHours(1));
        List<Callable<List<Outcome>>> work = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            // No two clocks agree: each instance is some seconds before or behind the border of a window.
            TableCounter counter = instance(NOON.plusSeconds(3600).minusSeconds(2 * i + 1));
            work.add(() -> {
                List<Outcome> outcomes = new ArrayList<>();
                for (int call = 0; call < calls; call++) {
                    outcomes.add(counter.take(id, limit));
                }
                return outcomes;
            });
        }

        List<Outcome> outcomes = together(work);

        assertThat(outcomes).hasSize(instances * calls);
        assertThat(outcomes.stream().filter(Unit.class::isInstance)).hasSize(limit.units());
        assertThat(item().path("count").path("N").asInt()).isEqualTo(limit.units());
    }

    @Test
    void manyInstancesThatOpenAWindowAtOnceAllCount() throws Exception {
        instance(NOON).take(id, THREE_AN_HOUR);
        Limit limit = new Limit(100, Duration.ofHours(1));
        List<Callable<List<Outcome>>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TableCounter counter = instance(NOON.plusSeconds(3600));
            work.add(() -> List.of(counter.take(id, limit)));
        }

        assertThat(together(work)).hasSize(12).allMatch(Unit.class::isInstance);
        assertThat(item().path("count").path("N").asInt()).isEqualTo(12);
    }

    private static List<Outcome> together(List<Callable<List<Outcome>>> work)
            throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(work.size());
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<List<Outcome>> done : pool.invokeAll(work)) {
                outcomes.addAll(done.get());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theCommonCaseIsOneRequest() {
        TableCounter counter = instance(NOON);
        counter.take(id, THREE_AN_HOUR);
        table.reset();

        counter.take(id, THREE_AN_HOUR);

        assertThat(table.recorded()).hasSize(1);
    }

    @Test
    void everyRequestIsSignedAsDynamoDbWantsIt() {
        TableCounter counter = instance(Clock.systemUTC());

        counter.giveBack((Unit) counter.take(id, THREE_AN_HOUR));

        assertThat(table.recorded()).hasSize(3).allSatisfy(request -> {
            assertThat(request.header("X-Amz-Security-Token")).contains("token");
            assertThat(request.header("Authorization"))
                    .contains(SigV4.authorization(request, "AKIDTEST", "secret-CANARY", "eu-west-1"));
            assertThat(request.toString()).doesNotContain("secret-CANARY");
        });
    }

    @Test
    void aConnectionThatDiedIsReplacedOnce() {
        TableCounter counter = instance(NOON);
        counter.take(id, THREE_AN_HOUR);
        table.fail(1, Fault.close());

        assertThat(counter.take(id, THREE_AN_HOUR)).isInstanceOf(Unit.class);
    }

    @Test
    void aFaultOfDynamoDbItselfIsTriedOnceMore() {
        TableCounter counter = instance(NOON);
        counter.take(id, THREE_AN_HOUR);
        table.reset();
        table.fail(1, error(500, "InternalServerError"));

        assertThat(counter.take(id, THREE_AN_HOUR)).isInstanceOf(Unit.class);
        assertThat(table.recorded()).hasSize(2);
    }

    private static Fault error(int status, String type) {
        return Fault.status(
                status,
                "application/x-amz-json-1.0",
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"CANARY\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
                "ResourceNotFoundException",
                "AccessDeniedException",
                "ExpiredTokenException"
            })
    void whatDynamoDbRefusesIsNamedAndNotTriedAgain(String type) {
        table.fail(-1, error(400, type));

        assertThatThrownBy(() -> instance(NOON).take(id, THREE_AN_HOUR))
                .isInstanceOf(QuotaException.class)
                .hasMessage("the table cannot be used: " + type);
        assertThat(table.recorded()).hasSize(1);
    }

    @Test
    void whatTakesTooLongIsNotAskedTwice() {
        table.fail(-1, Fault.hang());

        assertThatThrownBy(() -> instance(NOON).take(id, THREE_AN_HOUR))
                .isInstanceOf(QuotaException.class)
                .hasMessage("the table cannot be used: it did not answer in time");
        assertThat(table.recorded()).hasSize(1);
    }

    @Test
    void whatIsNoAnswerIsNoUnit() {
        for (Fault fault : List.of(
                Fault.reset(),
                Fault.close(),
                Fault.truncated(),
                Fault.html(),
                Fault.empty(),
                Fault.body("{}"),
                Fault.status(503, "text/html", "<html>CANARY</html>"),
                Fault.status(400, "text/html", "<html>CANARY</html>"),
                Fault.status(403, "application/json", "[]"))) {
            table.reset();
            table.fail(-1, fault);
            assertThatThrownBy(() -> instance(NOON).take(id, THREE_AN_HOUR))
                    .isInstanceOfSatisfying(QuotaException.class, e -> assertThat(e.retryAfter())
                            .isEmpty())
                    .hasMessageNotContaining("CANARY");
            assertThat(table.recorded().size()).isLessThanOrEqualTo(2);
        }
    }
}
