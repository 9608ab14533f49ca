package dev.ephemint.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.shape.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import static dev.ephemint.shape.Json.NODES;

/**
 * A table in {@link DynamoDbLocal} as the function needs it, behind a door that remembers every request and fails when told to.
 */
public final class QuotaTable implements AutoCloseable {
    /** The name of the table. */
    public static final String NAME = "ephemint-quotas";

    private final DynamoDbLocal dynamoDb = DynamoDbLocal.start();
    private final Loopback loopback = new Loopback();
    private final FaultPlan faults = new FaultPlan();
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private final HttpClient client = loopback.vertx().createHttpClient();
    private final int port;

    private QuotaTable() {
        port = loopback.listen(0, this::handle);
    }

    /** Starts DynamoDB and makes the table. */
    public static QuotaTable start() {
        var table = new QuotaTable();
        var request = NODES.objectNode().put("TableName", NAME).put("BillingMode", "PAY_PER_REQUEST");
        request.putArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", "id")
                .put("AttributeType", "S");
        request.putArray("KeySchema").addObject().put("AttributeName", "id").put("KeyType", "HASH");
        table.call("CreateTable", request);
        return table;
    }

    /** What to set {@code AWS_ENDPOINT_URL_DYNAMODB} to. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Fails the next {@code times} requests of the function; all of them by -1. */
    public void fail(int times, Fault fault) {
        faults.add("*", times, fault);
    }

    /** All requests of the function since the last {@link #reset}, oldest first. */
    public List<Recorded> recorded() {
        return List.copyOf(recorded);
    }

    /** Forgets requests and faults, but no counts. */
    public void reset() {
        recorded.clear();
        faults.clear();
    }

    /** Every item, attribute by attribute as DynamoDB writes it: {@code {"count": {"N": "1"}}}. */
    public List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        call("Scan", NODES.objectNode().put("TableName", NAME)).path("Items").forEach(items::add);
        return items;
    }

    @Override
    public void close() {
        loopback.close();
        dynamoDb.close();
    }

    private void handle(HttpServerRequest request) {
        var vertx = Vertx.currentContext().owner();
        request.body().onSuccess(body -> {
            recorded.add(Recorded.of(request, request.uri(), body.toString()));
            forward(request.getHeader("X-Amz-Target"), request.getHeader("Authorization"), body)
                    .onSuccess(reply -> faults.apply("*", reply).send(request, vertx))
                    .onFailure(lost -> request.connection().close());
        });
    }

    private Future<Reply> forward(String target, String authorization, Buffer body) {
        return client.request(HttpMethod.POST, dynamoDb.port(), "localhost", "/")
                .compose(call -> call.putHeader("X-Amz-Target", target)
                        .putHeader("Authorization", authorization)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .send(body))
                .compose(answer -> answer.body().map(content -> Reply.empty(answer.statusCode())
                        .with("Content-Type", "application/x-amz-json-1.0")
                        .with(content)));
    }

    private JsonNode call(String operation, ObjectNode request) {
        var authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request,"
                + " SignedHeaders=host, Signature=0";
        var forwarded = new CompletableFuture<Reply>();
        // on the event loop: from here, the answer could be over before anybody asks for its body
        loopback.vertx().runOnContext(start -> forward(
                        "DynamoDB_20120810." + operation, authorization, Buffer.buffer(request.toString()))
                .onSuccess(forwarded::complete)
                .onFailure(forwarded::completeExceptionally));
        var reply = forwarded.orTimeout(30, TimeUnit.SECONDS).join();
        if (reply.status() != 200) {
            throw new IllegalStateException(operation + ": " + reply.body());
        }
        return parse(reply.body());
    }

    private static JsonNode parse(Buffer body) {
        try {
            return Json.parse(body.getBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
