package dev.ephemint.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The surroundings of the function on a developer's machine, beside Quarkus's dev mode: {@code ./mvnw -Plocal} starts both. Arguments:
 * the port, the file that restarts dev mode when touched, and a folder to serve at {@code /} if there is one.
 *
 * <p>The stand-in for OpenAI is there, at {@code /_openai_}, only while {@code OPENAI_API_KEY} is not set.
 */
public final class Local {
    /** The key that the stand-in knows. The profile {@code local} gives the same to the function. */
    private static final String STAND_IN_KEY = "sk-local";

    private static final Path SOURCES = Path.of("src/main");
    private static final Predicate<String> LOCAL_ORIGIN = Pattern.compile(
                    "https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?")
            .asMatchPredicate();

    private Local() {}

    public static void main(String[] args) {
        endWithMaven();
        var presets = new PresetFiles(SOURCES.resolve("resources"), furtherFiles());
        presets.fault().ifPresent(Local::giveUp);
        var sources = Stream.concat(Stream.of(SOURCES), furtherFiles().stream()).toList();
        var gateway = new LocalGateway(presets::scopes)
                .unless(reported(presets))
                .whileAway(new DevMode(sources, Path.of(args[1]))::restartIfMended);
        var key = env("OPENAI_API_KEY");
        if (key.isEmpty()) {
            gateway.mount("/_openai_", new StandIn(STAND_IN_KEY, "/_openai_"));
        } else {
            // Real secrets cost real money: no page of another site gets one while this runs.
            gateway.allow(LOCAL_ORIGIN);
        }
        if (args.length > 2 && !args[2].isBlank()) {
            gateway.site(Path.of(args[2]));
        }
        gateway.whenReady(() -> System.out.println(welcome(gateway, key.isPresent(), presets)));
        try {
            gateway.listen(Integer.parseInt(args[0]));
        } catch (Loopback.PortTaken e) {
            giveUp(e.getMessage() + " Choose another: ./mvnw -Plocal -Dport=8081");
        }
    }

    /** Maven ends this process when it ends itself; this is for the times when it could not. */
    private static void endWithMaven() {
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
    }

    private static void giveUp(String reason) {
        System.err.println(reason);
        ProcessHandle.current().parent().ifPresent(ProcessHandle::destroy);
        System.exit(1);
    }

    /** A broken file is told on the terminal once, and to every caller. */
    private static Supplier<Optional<String>> reported(PresetFiles presets) {
        var last = new AtomicReference<>(Optional.<String>empty());
        return () -> {
            var fault = presets.fault();
            if (!last.getAndSet(fault).equals(fault)) {
                fault.ifPresent(System.err::println);
            }
            return fault;
        };
    }

    private static String welcome(LocalGateway gateway, boolean real, PresetFiles presets) {
        var upstream = real
                ? "Upstream: " + env("QUARKUS_REST_CLIENT_OPENAI_URL").orElse("OpenAI") + ", with your OPENAI_API_KEY."
                : "Upstream: a stand-in for OpenAI, since OPENAI_API_KEY is not set.";
        var curl = "curl -s " + gateway.url() + "/token -H 'Content-Type: application/json' -d '{\"preset\": \""
                + presets.first().orElse("voice-agent") + "\"}'";
        return "Ephemint is at " + gateway.url() + "/token, a page to try it at " + gateway.url() + "/. " + upstream
                + "\nTry: " + curl;
    }

    private static List<Path> furtherFiles() {
        return env("QUARKUS_CONFIG_LOCATIONS").stream()
                .flatMap(locations -> Stream.of(locations.split(",")))
                .map(location -> Path.of(location.strip().replaceFirst("^file:(//)?", "")))
                .toList();
    }

    private static Optional<String> env(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
