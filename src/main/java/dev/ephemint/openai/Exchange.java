package dev.ephemint.openai;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.ephemint.openai.Outcome.Answered;
import dev.ephemint.openai.Outcome.Lost;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.impl.ContextInternal;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * One attempt at a call, bounded on the wire: at the deadline, or once the answer is too long, its connection is dropped, so
 * that nothing hung or endless keeps a place in a pool.
 *
 * <p>It travels in the Vert.x context, where {@link Connector} finds it, or {@link WireBounds} where the REST client sends by
 * itself. A call of the latter kind is never cancelled from outside: the REST client forgets a connection that becomes ready
 * after that.
 */
final class Exchange {

    private static final String KEY = Exchange.class.getName();

    private final Deadline deadline;
    private final int maxBytes;
    private int taken;
    private volatile boolean answered;
    private volatile boolean overlong;
    private volatile boolean late;
    private Optional<Answered> answer = Optional.empty();

    /** An attempt that ends by {@code deadline} and reads {@code maxBytes} of body at most. */
    Exchange(Deadline deadline, int maxBytes) {
        this.deadline = deadline;
        this.maxBytes = maxBytes;
    }

    /** The exchange that the current thread works for. */
    static Optional<Exchange> current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context)
                ? Optional.ofNullable(context.getLocal(KEY))
                : Optional.empty();
    }

    /** Makes the call and waits for what comes of it, until the deadline. */
    Outcome run(Vertx vertx, Supplier<Uni<? extends RestResponse<byte[]>>> call) {
        CompletableFuture<RestResponse<byte[]>> end = start(vertx, call);
        try {
            RestResponse<byte[]> response = end.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            return answer.orElseGet(() -> Answered.of(response));
        } catch (TimeoutException e) {
            return new Lost(Failures.late(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lost(Failures.late(), false);
        } catch (ExecutionException e) {
            return lost(e.getCause());
        }
    }

    /** Makes the call, and waits for nothing but what {@link Connector} waits for. */
    CompletableFuture<RestResponse<byte[]>> start(Vertx vertx, Supplier<Uni<? extends RestResponse<byte[]>>> call) {
        CompletableFuture<RestResponse<byte[]>> end = new CompletableFuture<>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        context.putLocal(KEY, this);
        ((ContextInternal) context)
                .dispatch(() ->
                        Uni.createFrom().deferred(call).subscribe().with(end::complete, end::completeExceptionally));
        return end;
    }

    /** When it has to be over. */
    Deadline deadline() {
        return deadline;
    }

    /** How many bytes of body it reads. */
    int most() {
        return maxBytes;
    }

    /** Notes that there is an answer. */
    void begins() {
        answered = true;
    }

    /** Counts {@code bytes} of its body; false once there are too many. */
    boolean takes(int bytes) {
        taken += bytes;
        overlong = taken > maxBytes;
        return !overlong;
    }

    /** Keeps the answer, so that the REST client need not carry it. */
    void ends(Answered whole) {
        answer = Optional.of(whole);
    }

    private Lost lost(Throwable failure) {
        if (overlong) {
            return new Lost(Failures.overlong(), false);
        }
        if (late || deadline.passed() || Thread.currentThread().isInterrupted()) {
            return new Lost(Failures.late(), false);
        }
        return new Lost(Failures.of(failure, answered), !answered && Failures.isDropped(failure));
    }

    /** Puts the bounds on the request, which is not yet sent; runs on the event loop. */
    void bound(HttpClientRequest request) {
        Vertx vertx = Vertx.currentContext().owner();
        if (deadline.passed()) {
            request.connection().close();
            return;
        }
        long timer = vertx.setTimer(Math.max(1, deadline.left().toMillis()), end -> {
            late = true;
            request.reset();
        });
        request.response().onFailure(failure -> vertx.cancelTimer(timer)).onSuccess(response -> {
            begins();
            response.handler(part -> {
                if (!takes(part.length())) {
                    request.reset();
                }
            });
            response.end().onComplete(end -> vertx.cancelTimer(timer));
        });
    }
}
