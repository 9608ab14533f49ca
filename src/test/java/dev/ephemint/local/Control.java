package dev.ephemint.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.local.openai.Refused;

/**
 * Steers the stand-in over HTTP, as tests do in Java. {@code POST /_control} plans a fault:
 *
 * <pre>{"fault": "status", "status": 429, "code": "rate_limit_exceeded", "headers": {"Retry-After": "2"},
 *  "path": "/v1/realtime/client_secrets", "times": 1}</pre>
 *
 * {@code fault} alone is enough. {@code GET} lists the recorded requests, {@code DELETE} forgets requests and faults.
 */
record Control(StandIn standIn) {
    static final String PATH = "/_control";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "fault",
            "path",
            "times",
            "status",
            "code",
            "body",
            "contentType",
            "location",
            "headers",
            "millis",
            "bytes");
    private static final Map<String, Function<JsonNode, Fault>> FAULTS = Map.ofEntries(
            Map.entry("status", Control::status),
            Map.entry("slow", plan -> Fault.slow(millis(plan))),
            Map.entry("hang", plan -> Fault.hang()),
            Map.entry("slow-loris", plan -> Fault.slowLoris(millis(plan))),
            Map.entry("reset", plan -> Fault.reset()),
            Map.entry("close", plan -> Fault.close()),
            Map.entry("truncated", plan -> Fault.truncated()),
            Map.entry("not-json", plan -> Fault.notJson()),
            Map.entry("html", plan -> Fault.html()),
            Map.entry("empty", plan -> Fault.empty()),
            Map.entry("no-content", plan -> Fault.noContent()),
            Map.entry("redirect", plan -> Fault.redirect(plan.path("location").asText("http://localhost:9/"))),
            Map.entry(
                    "content-type",
                    plan -> Fault.contentType(plan.path("contentType").asText("text/plain"))),
            Map.entry("error-in-ok", plan -> Fault.errorInOk()),
            Map.entry("body", plan -> Fault.body(text(plan.path("body")))),
            Map.entry("huge", plan -> Fault.huge(plan.path("bytes").asInt(1 << 20))),
            Map.entry("gzip", plan -> Fault.gzip(plan.path("bytes").asInt(0))));

    Reply answer(Recorded request) {
        try {
            return switch (request.method()) {
                case "POST" -> plan(JSON.readTree(request.body()));
                case "GET" -> Reply.json(200, recorded());
                case "DELETE" -> {
                    standIn.reset();
                    yield Reply.empty(204);
                }
                default -> throw new Refused(405, null, null, "Use POST, GET or DELETE.");
            };
        } catch (Refused refused) {
            return Reply.json(refused.status(), refused.body());
        } catch (JsonProcessingException e) {
            return Reply.json(400, new Refused(400, null, null, "The body is no JSON.").body());
        }
    }

    private Reply plan(JsonNode plan) {
        plan.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new Refused(400, null, name, "Unknown: '" + name + "'. Known: " + new TreeSet<>(FIELDS) + ".");
            }
        });
        var fault = FAULTS.get(plan.path("fault").asText());
        if (fault == null) {
            throw new Refused(400, null, "fault", "'fault' is one of " + new TreeSet<>(FAULTS.keySet()) + ".");
        }
        standIn.fail(
                plan.path("path").asText("*"),
                plan.path("times").asInt(1),
                fault.apply(plan).with(headers(plan)));
        return Reply.empty(204);
    }

    private static Fault status(JsonNode plan) {
        var status = plan.path("status").asInt(500);
        return plan.has("body")
                ? Fault.status(status, plan.path("contentType").asText("application/json"), text(plan.path("body")))
                : Fault.status(status, plan.path("code").asText(null));
    }

    private static Duration millis(JsonNode plan) {
        return Duration.ofMillis(plan.path("millis").asLong(1000));
    }

    private static Map<String, String> headers(JsonNode plan) {
        var headers = new HashMap<String, String>();
        plan.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private static String text(JsonNode body) {
        return body.isTextual() ? body.textValue() : body.toString();
    }

    /** Keys stay out of it: a developer may have pointed a real one here. */
    private JsonNode recorded() {
        var list = JSON.createArrayNode();
        for (var request : standIn.recorded()) {
            var headers = JSON.createObjectNode();
            request.headers()
                    .forEach((name, values) -> headers.put(
                            name, name.equalsIgnoreCase("Authorization") ? "Bearer ***" : String.join(",", values)));
            list.addObject()
                    .put("method", request.method())
                    .put("uri", request.uri())
                    .put("body", request.body())
                    .set("headers", headers);
        }
        return list;
    }
}
