package dev.ephemint.quota;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.shape.Json;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** One table in DynamoDB, as far as conditional updates go. Connects with the first of them. */
final class DynamoDb {

    /** The longest one attempt may take; DynamoDB answers in a few milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST_BYTES = 64 * 1024;
    private static final String CONDITION_FAILED = "ConditionalCheckFailedException";
    private static final Pattern ERROR = Pattern.compile("(?:.*#)?([A-Za-z]{1,64})");
    private static final Logger LOG = Logger.getLogger(DynamoDb.class);

    /**
     * A change of one item.
     *
     * @param key the item's partition key
     * @param expression what changes
     * @param condition what must hold for it
     * @param names what stands for names of attributes in both
     * @param values what stands for numbers in both
     */
    record Update(
            String key, String expression, String condition, Map<String, String> names, Map<String, Long> values) {}

    /**
     * What became of an update.
     *
     * @param done whether the condition held
     * @param item the item's attributes, after the change or else as they stand; a missing node where there is no item
     */
    record Result(boolean done, JsonNode item) {}

    private final Table table;
    private final Clock clock;
    private Signature signature;
    private DynamoDbApi api;

    DynamoDb(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Changes one item if it fits. What is lost on the way or DynamoDB's own fault is tried once more, because a connection may
     * have died while the sandbox was frozen; if the first try did arrive, a unit counts twice, which is the safe side. What
     * takes too long is not: somebody waits.
     *
     * @throws QuotaException where DynamoDB does not say whether it was done
     */
    Result update(Update update) {
        byte[] request = Json.bytes(json(update));
        Response answer;
        try {
            answer = send(request);
        } catch (IOException lost) {
            return result(sendAgain(request));
        }
        return result(answer.getStatus() < 500 ? answer : sendAgain(request));
    }

    private Response sendAgain(byte[] request) {
        try {
            return send(request);
        } catch (IOException lost) {
            throw unavailable(lost.getMessage());
        }
    }

    private Response send(byte[] request) throws IOException {
        connect();
        Map<String, String> signed = signature.sign(
                Map.of("content-type", DynamoDbApi.JSON, DynamoDbApi.TARGET, DynamoDbApi.UPDATE_ITEM), request);
        try {
            return api.updateItem(
                            signed.get("authorization"),
                            signed.get("x-amz-content-sha256"),
                            signed.get("x-amz-date"),
                            signed.get("x-amz-security-token"),
                            request)
                    .await()
                    .atMost(PATIENCE);
        } catch (TimeoutException late) {
            throw unavailable("it did not answer in time");
        } catch (RuntimeException e) {
            throw new IOException(root(e).getClass().getSimpleName());
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private synchronized void connect() {
        if (api == null) {
            signature = new Signature(table, clock);
            api = QuarkusRestClientBuilder.newBuilder()
                    .baseUri(table.endpoint())
                    .connectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .readTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .followRedirects(false)
                    .disableDefaultMapper(true)
                    .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, 2)
                    .build(DynamoDbApi.class);
        }
    }

    private Result result(Response answer) {
        JsonNode body = parse(answer.readEntity(byte[].class));
        if (answer.getStatus() == 200 && body.path("Attributes").isObject()) {
            return new Result(true, body.path("Attributes"));
        }
        Matcher error = ERROR.matcher(body.path("__type").asText());
        String name = error.matches() ? error.group(1) : "status " + answer.getStatus();
        if (answer.getStatus() == 400 && name.equals(CONDITION_FAILED)) {
            return new Result(false, body.path("Item"));
        }
        throw unavailable(name);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body == null || body.length > MOST_BYTES ? MissingNode.getInstance() : Json.parse(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private QuotaException unavailable(String why) {
        LOG.errorf("quota: the table %s cannot be used: %s", table.name(), why);
        return QuotaException.unavailable("the table cannot be used: " + why);
    }

    private ObjectNode json(Update update) {
        ObjectNode json = Json.NODES.objectNode();
        json.put("TableName", table.name());
        json.putObject("Key").putObject("id").put("S", update.key());
        json.put("UpdateExpression", update.expression());
        json.put("ConditionExpression", update.condition());
        ObjectNode names = json.putObject("ExpressionAttributeNames");
        update.names().forEach(names::put);
        ObjectNode values = json.putObject("ExpressionAttributeValues");
        update.values().forEach((name, value) -> values.putObject(name).put("N", Long.toString(value)));
        json.put("ReturnValues", "ALL_NEW");
        return json.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
    }
}
