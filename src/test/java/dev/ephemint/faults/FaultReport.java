package dev.ephemint.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Collects what came of every fault; with {@code -Dfaults.report=jvm} (or {@code native}) it is kept for docs/faults.md. */
final class FaultReport {

    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    private FaultReport() {}

    static synchronized void add(Fault fault, int status, String code, Duration took, int requests) {
        ROWS.put(
                fault.name(),
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %s | %,d | %d |",
                        fault.name().replace("|", "\\|"),
                        status,
                        code,
                        took.toMillis(),
                        requests));
        String kind = System.getProperty("faults.report", "");
        if (!kind.isEmpty()) {
            write(Path.of("target", "faults-" + kind + ".md"));
        }
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, String.join("\n", ROWS.values()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
