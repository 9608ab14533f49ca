package dev.ephemint.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Plays the Lambda Runtime API for one process. */
final class Invoker implements AutoCloseable {

    static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingServer server = new BlockingServer(this::answer);
    private final BlockingQueue<Long> ready = new LinkedBlockingQueue<>();
    private final SynchronousQueue<String> events = new SynchronousQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Runnable snapshot;

    /** What the function answered, and when, in {@link System#nanoTime}. */
    record Answer(String body, long nanos) {}

    Invoker() {
        this(() -> {});
    }

    /** {@code snapshot} is run when the function is ready for one (SnapStart); after it the function is restored. */
    Invoker(Runnable snapshot) {
        this.snapshot = snapshot;
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} has to be. */
    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Waits until the function asks for an event; gives when it did. */
    long awaitReady() throws InterruptedException {
        Long at = ready.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (at == null) {
            throw new IllegalStateException("the function did not ask for an event");
        }
        return at;
    }

    /** Has the function answer {@code event}; it must have asked for one. */
    Answer invoke(String event) throws InterruptedException {
        if (!events.offer(event, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the function does not take events");
        }
        Answer answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("the function did not answer");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private byte[] answer(String head, byte[] body) throws InterruptedException {
        long now = System.nanoTime();
        if (head.startsWith("GET /2018-06-01/runtime/restore/next ")) {
            snapshot.run();
            return BlockingServer.json(200, "", "{}");
        }
        if (head.startsWith("GET ")) {
            ready.add(now);
            return BlockingServer.json(
                    200,
                    "Lambda-Runtime-Aws-Request-Id: " + REQUEST_ID + "\r\nLambda-Runtime-Deadline-Ms: "
                            + (System.currentTimeMillis() + PATIENCE.toMillis()) + "\r\n",
                    events.take());
        }
        answers.add(new Answer(new String(body, StandardCharsets.UTF_8), now));
        return BlockingServer.json(202, "", "{}");
    }
}
