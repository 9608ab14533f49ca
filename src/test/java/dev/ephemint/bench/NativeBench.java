package dev.ephemint.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLContext;

import dev.ephemint.faults.Certificates;

/**
 * Prints how long the function takes to start and to answer: {@code ./mvnw -Pbench-native} after
 * {@code ./mvnw package -Dnative}.
 */
public final class NativeBench {

    static final String KEY = "sk-bench";
    private static final int COLD = Integer.getInteger("cold", 30);
    private static final int HARNESS_WARM_UP = Integer.getInteger("harness", 10);
    private static final int WARM_UP = Integer.getInteger("warmup", 1_000);
    private static final int WARM = Integer.getInteger("warm", 5_000);
    private static final boolean TLS = Boolean.getBoolean("tls");
    private static final Duration DAY = Duration.ofDays(1);

    static final String EVENT = """
            {"version": "2.0", "routeKey": "POST /token", "rawPath": "/token", "rawQueryString": "",
             "headers": {"content-type": "application/json", "origin": "https://www.example.com", "host": "api.example.com",
               "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"},
             "requestContext": {"http": {"method": "POST", "path": "/token", "sourceIp": "203.0.113.7"},
               "requestId": "JKJaXmPLvHcESHA=", "stage": "$default",
               "authorizer": {"jwt": {"claims": {"sub": "user", "iss": "https://issuer.example.com",
                 "scope": "realtime:mint"}, "scopes": ["realtime:mint"]}}},
             "body": "{\\"preset\\": \\"%s\\"}", "isBase64Encoded": false}
            """;

    private final List<String> command;
    private final String event;
    private Map<String, String> trust = Map.of();
    private final List<Double> inits = new ArrayList<>();
    private final List<Double> firsts = new ArrayList<>();
    private final List<Double> colds = new ArrayList<>();
    private final List<Double> warms = new ArrayList<>();

    private NativeBench(List<String> command, String preset) {
        this.command = command;
        this.event = EVENT.formatted(preset);
    }

    /**
     * Measures a command.
     *
     * @param args the preset to ask for, and the command with its arguments
     */
    public static void main(String... args) throws IOException, InterruptedException {
        new NativeBench(List.of(args).subList(1, args.length), args[0]).run();
    }

    private void run() throws IOException, InterruptedException {
        try (BlockingServer openAi = openAi()) {
            for (int i = 1; i < HARNESS_WARM_UP + COLD; i++) {
                try (Invoker invoker = new Invoker()) {
                    end(start(invoker, openAi));
                }
                if (i == HARNESS_WARM_UP) {
                    List.of(inits, firsts, colds).forEach(List::clear);
                }
            }
            try (Invoker invoker = new Invoker()) {
                stay(invoker, start(invoker, openAi));
            }
        }
    }

    private BlockingServer openAi() {
        if (!TLS) {
            return new BlockingServer((head, body) -> answer(head));
        }
        Certificates authority = new Certificates("CN=bench");
        trust = Map.of(
                "QUARKUS_REST_CLIENT_OPENAI_TRUST_STORE",
                authority.trustStore().toString(),
                "QUARKUS_REST_CLIENT_OPENAI_TRUST_STORE_PASSWORD",
                Certificates.PASSWORD);
        Instant now = Instant.now();
        SSLContext server = authority.server("localhost", now.minus(DAY), now.plus(DAY));
        return new BlockingServer((head, body) -> answer(head), server.getServerSocketFactory());
    }

    /** Goes on with a function that has started. */
    private void stay(Invoker invoker, Process function) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            timed(invoker);
        }
        Duration before = cpu(function);
        for (int i = 0; i < WARM; i++) {
            warms.add(timed(invoker) * 1_000);
        }
        Duration used = cpu(function).minus(before);
        String memory = memory(function);
        end(function);
        print(used, memory);
    }

    private Process start(Invoker invoker, BlockingServer openAi) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        invoker.address(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "bench",
                        "AWS_REGION",
                        "eu-central-1",
                        "OPENAI_API_KEY",
                        KEY,
                        "QUARKUS_REST_CLIENT_OPENAI_URL",
                        (TLS ? "https://localhost:" : "http://127.0.0.1:") + openAi.port()));
        builder.environment().putAll(trust);
        long begin = System.nanoTime();
        Process function = builder.start();
        double init = millis(invoker.awaitReady() - begin);
        double first = timed(invoker);
        inits.add(init);
        firsts.add(first);
        colds.add(init + first);
        return function;
    }

    /** Has the function grant one secret; milliseconds from the event to the answer. */
    private double timed(Invoker invoker) throws InterruptedException {
        long begin = System.nanoTime();
        Invoker.Answer answer = invoker.invoke(event);
        if (!answer.body().contains("\"statusCode\":200") || !answer.body().contains("ek_bench")) {
            throw new IllegalStateException("not granted: " + answer.body());
        }
        invoker.awaitReady();
        return millis(answer.nanos() - begin);
    }

    static byte[] answer(String head) {
        if (!head.contains("Bearer " + KEY)) {
            return BlockingServer.json(401, "", "{}");
        }
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        return BlockingServer.json(
                200,
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now) + "\r\n",
                "{\"value\": \"ek_bench\", \"expires_at\": "
                        + now.plusMinutes(1).toEpochSecond()
                        + ", \"session\": {\"type\": \"realtime\", \"id\": \"sess_bench\", \"model\": \"gpt-realtime\"}}");
    }

    private static void end(Process function) throws InterruptedException {
        function.destroyForcibly().waitFor();
    }

    private static Duration cpu(Process function) {
        return function.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that was ever resident; only Linux tells. */
    private static String memory(Process function) {
        Path status = Path.of("/proc", Long.toString(function.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
                    .findFirst()
                    .orElse("?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(Duration used, String memory) {
        System.out.printf(Locale.ROOT, "%n%-22s%10s%10s%10s%n", "", "median", "p90", "p99");
        row("init ms", inits);
        row("cold ms", colds);
        row("first invocation ms", firsts);
        row("warm invocation us", warms);
        System.out.printf(Locale.ROOT, "%-22s%10.3f%n", "cpu ms/invocation", used.toNanos() / 1e6 / WARM);
        System.out.printf(Locale.ROOT, "%-22s%10s%n%n", "peak memory", memory);
    }

    private static void row(String name, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-22s%10.2f%10.2f%10.2f%n",
                name,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 9 / 10),
                sorted.get(sorted.size() * 99 / 100));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
