package dev.ephemint.local;

import java.util.function.Predicate;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** What an HTTP API with CORS configured does by itself: it answers preflight and marks every answer. */
record Cors(Predicate<String> allowed) {
    /** Whether a browser asks for permission here. */
    boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    void answerPreflight(HttpServerRequest request) {
        if (mark(request)) {
            request.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization,content-type")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "300");
        }
        request.response().setStatusCode(204).end();
    }

    /** Marks the answer for the page that asked; gives whether that page may read it. */
    boolean mark(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !allowed.test(origin)) {
            return false;
        }
        request.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after,apigw-requestid")
                .putHeader(HttpHeaders.VARY, "Origin");
        return true;
    }
}
