package dev.ephemint.local;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** The event formats of API Gateway's Lambda proxy integration. */
enum Payload {
    /** REST API. Its events carry no {@code version}, and header names in the caller's case. */
    V1 {
        @Override
        Buffer event(GatewayRequest request) {
            var event = JSON.createObjectNode();
            event.put("resource", request.path());
            event.put("path", request.path());
            event.put("httpMethod", request.method());
            event.set("headers", JSON.valueToTree(map(request.headers(), values -> values.get(values.size() - 1))));
            event.set("multiValueHeaders", JSON.valueToTree(request.headers()));
            var query = request.queryParameters();
            event.set(
                    "queryStringParameters",
                    query.isEmpty() ? null : JSON.valueToTree(map(query, values -> values.get(values.size() - 1))));
            event.set("multiValueQueryStringParameters", query.isEmpty() ? null : JSON.valueToTree(query));
            event.putNull("pathParameters");
            event.putNull("stageVariables");
            var context = common(event.putObject("requestContext"), request);
            context.put("resourceId", "local");
            context.put("resourcePath", request.path());
            context.put("httpMethod", request.method());
            context.put("extendedRequestId", request.id());
            context.put("path", "/local" + request.path());
            context.put("protocol", request.protocol());
            context.put("stage", "local");
            context.put("requestTime", COMMON_LOG.format(request.time().atOffset(ZoneOffset.UTC)));
            context.put("requestTimeEpoch", request.time().toEpochMilli());
            var identity = context.putObject("identity").put("sourceIp", request.sourceIp());
            for (var unset : List.of("accessKey", "accountId", "caller", "cognitoIdentityId", "user", "userArn")) {
                identity.putNull(unset);
            }
            identity.put("userAgent", request.header("User-Agent").orElse(null));
            request.claims().ifPresent(claims -> context.putObject("authorizer").set("claims", claims));
            return withBody(event, request);
        }
    },
    /** HTTP API and function URL. Header names in lower case, repeated ones joined by commas, cookies apart. */
    V2 {
        @Override
        Buffer event(GatewayRequest request) {
            var routeKey =
                    request.method().equals("POST") && request.path().equals("/token") ? "POST /token" : "$default";
            var event = JSON.createObjectNode();
            event.put("version", "2.0");
            event.put("routeKey", routeKey);
            event.put("rawPath", request.path());
            event.put("rawQueryString", request.query());
            var headers = event.putObject("headers");
            request.headers().keySet().stream()
                    .filter(name -> !name.equalsIgnoreCase("Cookie"))
                    .forEach(name -> headers.put(
                            GatewayRequest.lower(name), request.header(name).orElseThrow()));
            request.header("Cookie")
                    .ifPresent(cookies ->
                            event.set("cookies", JSON.valueToTree(cookies.trim().split("\\s*[;,]\\s*"))));
            var query = request.queryParameters();
            if (!query.isEmpty()) {
                event.set("queryStringParameters", JSON.valueToTree(map(query, values -> String.join(",", values))));
            }
            var context = common(event.putObject("requestContext"), request);
            context.putObject("http")
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("protocol", request.protocol())
                    .put("sourceIp", request.sourceIp())
                    .put("userAgent", request.header("User-Agent").orElse(""));
            context.put("routeKey", routeKey);
            context.put("stage", "$default");
            context.put("time", COMMON_LOG.format(request.time().atOffset(ZoneOffset.UTC)));
            context.put("timeEpoch", request.time().toEpochMilli());
            request.claims().ifPresent(claims -> {
                var jwt = context.putObject("authorizer").putObject("jwt");
                jwt.set("claims", claims);
                jwt.putNull("scopes");
            });
            return withBody(event, request);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter COMMON_LOG =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    /** The event for this request, as JSON. */
    abstract Buffer event(GatewayRequest request);

    private static ObjectNode common(ObjectNode context, GatewayRequest request) {
        return context.put("accountId", "123456789012")
                .put("apiId", "local")
                .put("domainName", "localhost")
                .put("domainPrefix", "localhost")
                .put("requestId", request.id());
    }

    private static Buffer withBody(ObjectNode event, GatewayRequest request) {
        var body = request.body();
        var isText = request.isText();
        if (body.length() > 0) {
            event.put("body", isText ? body.toString() : Base64.getEncoder().encodeToString(body.getBytes()));
        }
        event.put("isBase64Encoded", body.length() > 0 && !isText);
        return Buffer.buffer(event.toString());
    }

    private static <T> Map<String, T> map(Map<String, List<String>> values, Function<List<String>, T> choose) {
        var chosen = new LinkedHashMap<String, T>();
        values.forEach((name, all) -> chosen.put(name, choose.apply(all)));
        return chosen;
    }
}
