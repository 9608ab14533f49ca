package dev.ephemint.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Plays the AWS Parameters and Secrets Lambda extension, and the stores behind it: secrets with versions AWSCURRENT and AWSPREVIOUS,
 * and parameters. It wants the token header, and fails when told to.
 */
public final class SecretStore implements Handler<HttpServerRequest>, AutoCloseable {
    /** What the function is given as {@code AWS_SESSION_TOKEN}. */
    public static final String TOKEN = "token-CANARY-7d1c";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, String> current = new ConcurrentHashMap<>();
    private final Map<String, String> previous = new ConcurrentHashMap<>();
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final FaultPlan faults = new FaultPlan();
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private Loopback loopback;
    private int port;

    /** Listens on the loopback address; 0 for any free port. */
    public SecretStore listen(int port) {
        loopback = new Loopback();
        this.port = loopback.listen(port, this);
        return this;
    }

    public int port() {
        return port;
    }

    /** Makes {@code text} the current version of a secret; the one before stays as AWSPREVIOUS. */
    public void putSecret(String id, String text) {
        var before = current.put(id, text);
        if (before != null) {
            previous.put(id, before);
        }
    }

    /** Sets a SecureString. */
    public void putParameter(String name, String value) {
        parameters.put(name, value);
    }

    /** Fails the next {@code times} requests; all by -1, until {@link #mend}. */
    public void fail(int times, Fault fault) {
        faults.add("*", times, fault);
    }

    /** Ends all faults and forgets the requests so far. */
    public void mend() {
        faults.clear();
        recorded.clear();
    }

    /** All requests since {@link #mend}. */
    public List<Recorded> recorded() {
        return List.copyOf(recorded);
    }

    @Override
    public void close() {
        loopback.close();
    }

    @Override
    public void handle(HttpServerRequest request) {
        var vertx = Vertx.currentContext().owner();
        var seen = Recorded.of(request, request.uri(), "");
        recorded.add(seen);
        faults.apply(seen.path(), answer(seen)).send(request, vertx);
    }

    private Reply answer(Recorded request) {
        if (!request.header("X-Aws-Parameters-Secrets-Token").orElse("").equals(TOKEN)) {
            return Reply.empty(401);
        }
        var query = query(request);
        return switch (request.path()) {
            case "/secretsmanager/get" -> secret(query);
            case "/systemsmanager/parameters/get" -> parameter(query);
            default -> Reply.empty(404);
        };
    }

    private Reply secret(Map<String, String> query) {
        var stage = query.getOrDefault("versionStage", "AWSCURRENT");
        var text = (stage.equals("AWSPREVIOUS") ? previous : current).get(query.getOrDefault("secretId", ""));
        if (text == null) {
            return notFound("ResourceNotFoundException");
        }
        var answer = NODES.objectNode()
                .put("ARN", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + query.get("secretId") + "-AbCdEf")
                .put("Name", query.get("secretId"))
                .put("SecretString", text)
                .put("CreatedDate", "2026-11-20T08:00:00.000Z");
        answer.putArray("VersionStages").add(stage);
        answer.putObject("ResultMetadata");
        return Reply.json(200, answer);
    }

    private Reply parameter(Map<String, String> query) {
        var name = query.getOrDefault("name", "");
        var value = parameters.get(name);
        if (value == null) {
            return notFound("ParameterNotFound");
        }
        ObjectNode answer = NODES.objectNode();
        answer.putObject("Parameter")
                .put("Name", name)
                .put("Type", "SecureString")
                .put("Value", "true".equals(query.get("withDecryption")) ? value : "AQICAHencrypted==")
                .put("Version", 1)
                .put("DataType", "text");
        return Reply.json(200, answer);
    }

    private static Reply notFound(String type) {
        return Reply.json(400, NODES.objectNode().put("__type", type).put("Message", "It cannot be found."));
    }

    private static Map<String, String> query(Recorded request) {
        var query = new ConcurrentHashMap<String, String>();
        var uri = request.uri();
        if (uri.indexOf('?') >= 0) {
            for (var pair : uri.substring(uri.indexOf('?') + 1).split("&")) {
                var nameAndValue = pair.split("=", 2);
                query.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
