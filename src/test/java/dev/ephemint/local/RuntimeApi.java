package dev.ephemint.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * The Lambda Runtime API, which the function polls for events and posts its answers to. Paths as AWS documents them, below
 * {@link #PREFIX}, plus {@code /requeue}: Quarkus's dev mode hands an event back with it when it reloads the code first.
 */
final class RuntimeApi implements Handler<HttpServerRequest> {
    static final String PREFIX = "/_lambda_";
    private static final String RUNTIME = PREFIX + "/2018-06-01/runtime/";

    private final Clock clock;
    private final Duration timeout;
    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private final Deque<HttpServerRequest> pollers = new ArrayDeque<>();
    private final Map<String, Invocation> running = new HashMap<>();
    private Instant lastSeen;

    RuntimeApi(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.lastSeen = clock.instant();
    }

    private record Invocation(String id, Buffer event, long deadlineMillis, Promise<Buffer> answer) {}

    /** The function threw, or said that it could not start. */
    static final class FunctionFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        FunctionFailed(String report) {
            super(report, null, false, false);
        }
    }

    /** Hands the event to the next free function and gives its answer, or fails with {@link FunctionFailed}. */
    Invoked invoke(Buffer event) {
        var deadline = clock.instant().plus(timeout).toEpochMilli();
        var invocation = new Invocation(UUID.randomUUID().toString(), event, deadline, Promise.promise());
        waiting.addLast(invocation);
        match();
        return new Invoked(invocation.answer().future(), () -> {
            waiting.remove(invocation);
            invocation.answer().tryFail("abandoned");
        });
    }

    /** The answer to come, and the way to stop waiting for it. */
    record Invoked(Future<Buffer> answer, Runnable abandon) {}

    /** Whether a function waits for an event or works on one. */
    boolean isPolled() {
        return !pollers.isEmpty()
                || running.values().stream()
                        .anyMatch(invocation -> !waiting.contains(invocation)
                                && !invocation.answer().future().isComplete());
    }

    /** When a function last asked or answered; at first, when this API came to be. */
    Instant lastSeen() {
        return lastSeen;
    }

    @Override
    public void handle(HttpServerRequest request) {
        lastSeen = clock.instant();
        var path = request.path();
        if (path.equals(RUNTIME + "invocation/next")) {
            poll(request);
        } else if (path.equals(RUNTIME + "init/error")) {
            request.body().onSuccess(report -> accepted(request));
        } else if (path.startsWith(RUNTIME + "invocation/") && request.method() == HttpMethod.POST) {
            var idAndAction = path.substring((RUNTIME + "invocation/").length()).split("/", -1);
            request.body().onSuccess(body -> {
                if (idAndAction.length == 2 && settle(idAndAction[0], idAndAction[1], body)) {
                    accepted(request);
                } else {
                    request.response().setStatusCode(404).end();
                }
            });
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private void poll(HttpServerRequest request) {
        pollers.addLast(request);
        request.response().closeHandler(gone -> {
            pollers.remove(request);
            lastSeen = clock.instant();
        });
        match();
    }

    private boolean settle(String id, String action, Buffer body) {
        // Stays known after a time-out: a late answer that got 404 would end the function's poll loop.
        var invocation = running.get(id);
        if (invocation == null) {
            return false;
        }
        switch (action) {
            case "response" -> invocation.answer().tryComplete(body);
            case "error" -> invocation.answer().tryFail(new FunctionFailed(body.toString()));
            case "requeue" -> handBack(invocation);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void match() {
        while (!waiting.isEmpty() && !pollers.isEmpty()) {
            var invocation = waiting.removeFirst();
            var poller = pollers.removeFirst();
            running.put(invocation.id(), invocation);
            poller.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Lambda-Runtime-Aws-Request-Id", invocation.id())
                    .putHeader("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()))
                    .putHeader("Lambda-Runtime-Trace-Id", TraceId.next(clock))
                    .end(invocation.event())
                    .onFailure(gone -> handBack(invocation));
        }
    }

    private void handBack(Invocation invocation) {
        if (!invocation.answer().future().isComplete()) {
            waiting.addFirst(invocation);
            match();
        }
    }

    private static void accepted(HttpServerRequest request) {
        request.response().setStatusCode(202).end();
    }
}
