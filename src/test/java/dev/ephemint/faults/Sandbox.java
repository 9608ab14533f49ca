package dev.ephemint.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.ephemint.local.LocalGateway;

/** The native binary in a process of its own, as Lambda runs it, and a look into it from outside. */
final class Sandbox implements AutoCloseable {

    private final Process process;

    private Sandbox(Process process) {
        this.process = process;
    }

    /** Starts it with {@code options} of the command line; it asks {@code gateway} for events. */
    static Sandbox start(LocalGateway gateway, FaultServer server, String... options) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("native.image.path")));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", gateway.runtimeApi());
        builder.environment().put("QUARKUS_REST_CLIENT_OPENAI_URL", "http://localhost:" + server.port());
        builder.environment().put("OPENAI_API_KEY", "sk-CANARY");
        builder.environment().put("EPHEMINT_DEADLINE", "5s");
        try {
            return new Sandbox(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; gives whether that came in time. */
    boolean ends(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends a signal such as {@code TERM} or {@code STOP}. */
    void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        try {
            kill.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int threads() {
        return entries("task");
    }

    int files() {
        return entries("fd");
    }

    /** Resident memory in KiB. */
    long memory() {
        try (Stream<String> lines = Files.lines(proc("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.valueOf(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int entries(String folder) {
        try (Stream<Path> all = Files.list(proc(folder))) {
            return (int) all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
