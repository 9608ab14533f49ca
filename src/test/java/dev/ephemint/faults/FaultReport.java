package dev.ephemint.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Writes what came of every fault into docs/faults.md, where {@code -Dfaults.report=true} asks for it. */
final class FaultReport {

    private static final Path FILE = Path.of("docs", "faults.md");

    /** The cells of one kind of run, by fault; the order is the table's. */
    private final Map<String, String> rows = new LinkedHashMap<>();

    void add(Fault fault, int status, String code, Duration took, int requests) {
        rows.put(
                fault.name().replace("|", "\\|"),
                String.format(Locale.ROOT, "%d %s | %,d | %d", status, code, took.toMillis(), requests));
    }

    /** Replaces the part of the page that is about {@code kind}, "JVM" or "native". */
    void write(String kind) {
        if (!Boolean.getBoolean("faults.report")) {
            return;
        }
        List<String> part = new ArrayList<>(List.of(
                "<!-- " + kind + " -->",
                "## " + kind,
                "",
                "Deadline: " + FaultStack.DEADLINE.toMillis() + " ms.",
                "",
                "| OpenAI … | answer | ms | requests seen |",
                "|---|---|--:|--:|"));
        rows.forEach((name, cells) -> part.add("| " + name + " | " + cells + " |"));
        part.add("<!-- end -->");
        String text = String.join("\n", part);
        System.out.println(text);
        try {
            String page = Files.readString(FILE);
            String marked = "(?s)<!-- " + kind + " -->.*?<!-- end -->";
            Files.writeString(FILE, page.replaceFirst(marked, Matcher.quoteReplacement(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
