package dev.ephemint.http;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole events that are granted, as API Gateway sends them, and what every answer has to be like. */
final class Events {

    static final ObjectMapper JSON = new ObjectMapper();

    /** A request that uses every field. */
    static final String BODY =
            "{\"preset\":\"full-agent\",\"expires_after\":30,\"variables\":{\"customer_name\":\"Ada\",\"order\":\"7\"},"
                    + "\"session\":{\"audio\":{\"output\":{\"voice\":\"cedar\",\"speed\":0.9},"
                    + "\"input\":{\"turn_detection\":{\"threshold\":0.3}}},\"output_modalities\":[\"text\"],"
                    + "\"max_output_tokens\":99}}";

    static final String V2 = """
            {"version": "2.0", "routeKey": "POST /token", "rawPath": "/token", "rawQueryString": "",
             "cookies": ["a=b"], "queryStringParameters": {"a": "b"}, "stageVariables": {"c": "d"},
             "headers": {"content-type": "application/json", "origin": "https://www.example.com", "accept": "*/*"},
             "requestContext": {"accountId": "123456789012", "apiId": "api", "domainName": "x.test", "requestId": "JKJaXmPLvHcESHA=",
              "routeKey": "POST /token", "stage": "$default", "timeEpoch": 1583348638390,
              "authorizer": {"jwt": {"claims": {"sub": "ada", "iss": "https://i.test", "scope": "a b", "groups": "[x y]"}, "scopes": ["a"]}},
              "http": {"method": "POST", "path": "/token", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "x"}},
             "isBase64Encoded": false}""";

    static final String V1 = """
            {"resource": "/token", "path": "/token", "httpMethod": "POST",
             "headers": {"Content-Type": "application/json", "Origin": "https://www.example.com"},
             "multiValueHeaders": {"Content-Type": ["application/json"], "Origin": ["https://www.example.com"]},
             "queryStringParameters": null, "multiValueQueryStringParameters": null, "pathParameters": null, "stageVariables": null,
             "requestContext": {"accountId": "123456789012", "apiId": "api", "requestId": "r-1", "resourcePath": "/token", "stage": "prod",
              "httpMethod": "POST", "path": "/prod/token", "protocol": "HTTP/1.1",
              "authorizer": {"claims": {"sub": "ada", "iss": "https://i.test", "scope": "a b", "groups": "[x y]"}, "principalId": "ada"},
              "identity": {"sourceIp": "192.0.2.1", "userAgent": "x"}},
             "isBase64Encoded": false}""";

    private static final Set<Integer> DECLARED = Set.of(200, 400, 401, 403, 404, 405, 413, 415, 503);
    private static final List<String> ALWAYS = List.of("type", "title", "status", "code", "request_id");

    private Events() {}

    static ObjectNode event(String event) {
        return event(event, BODY);
    }

    static ObjectNode event(String event, String body) {
        return ((ObjectNode) parse(event)).put("body", body);
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The event that {@code json} is. */
    static GatewayEvent read(JsonNode json) {
        try {
            return JSON.treeToValue(json, GatewayEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** It is one of the answers that the contract has for a caller, complete. */
    static void assertWellFormed(GatewayResponse answer) {
        assertThat(answer.statusCode()).isIn(DECLARED);
        assertThat(answer.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(answer.headers().values()).allMatch(value -> value.matches("[\\x20-\\x7e]+"));
        JsonNode body = parse(answer.body());
        if (answer.statusCode() == 200) {
            assertThat(body.path("value").textValue()).startsWith("ek_");
        } else {
            assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
            assertThat(body.path("status").intValue()).isEqualTo(answer.statusCode());
            ALWAYS.forEach(name -> assertThat(body.has(name)).as(name).isTrue());
            assertThat(body.path("request_id").textValue()).matches("[A-Za-z0-9=_+/-]{1,128}");
        }
    }
}
