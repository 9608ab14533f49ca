package dev.ephemint.local;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** An answer of the stand-in, and the way it travels. Header names in any case. */
record Reply(int status, Map<String, String> headers, Buffer body, Delivery delivery) {
    /** How an answer reaches the client: in order, or in one of the ways that networks fail. */
    interface Delivery {
        void deliver(Reply reply, HttpServerRequest request, Vertx vertx);
    }

    static Reply json(int status, JsonNode body) {
        return empty(status).with("Content-Type", "application/json").with(Buffer.buffer(body.toString()));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), Buffer.buffer(), Reply::whole);
    }

    Reply with(String header, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Reply(status, more, body, delivery);
    }

    Reply with(Map<String, String> more) {
        var reply = this;
        for (var header : more.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    Reply with(Buffer other) {
        return new Reply(status, headers, other, delivery);
    }

    Reply with(Delivery other) {
        return new Reply(status, headers, body, other);
    }

    void send(HttpServerRequest request, Vertx vertx) {
        delivery.deliver(this, request, vertx);
    }

    /** Puts status and headers on the response and leaves the body to the caller. */
    HttpServerResponse head(HttpServerResponse response) {
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        return response;
    }

    static void whole(Reply reply, HttpServerRequest request, Vertx vertx) {
        if (!request.response().closed()) {
            reply.head(request.response()).end(reply.body());
        }
    }
}
