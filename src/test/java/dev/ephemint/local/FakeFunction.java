package dev.ephemint.local;

import java.io.IOException;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;

/** A function that speaks the Lambda Runtime API by hand, one step at a time. */
record FakeFunction(LocalGateway gateway) {
    /** An event taken from the gateway, waiting for an answer. */
    record Taken(String id, JsonNode event, HttpResponse<String> raw) {}

    Taken take() throws IOException {
        var next = Http.send(Http.to(url("next")));
        return new Taken(
                next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow(), Http.json(next.body()), next);
    }

    HttpResponse<String> settle(Taken taken, String action, String body) throws IOException {
        return Http.post(url(taken.id() + "/" + action), body);
    }

    private String url(String path) {
        return "http://" + gateway.runtimeApi() + "/2018-06-01/runtime/invocation/" + path;
    }
}
