package dev.ephemint.lint;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the lint command says.
 *
 * @param clean whether it would end with 0
 * @param faults one line each
 * @param summary the last line
 */
record Linted(boolean clean, List<String> faults, String summary) {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    static Linted files(Path... files) {
        return on(TODAY, List.of("prod"), files);
    }

    static Linted on(LocalDate day, List<String> profiles, Path... files) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        boolean clean = new Lint(clock, files[0].toAbsolutePath().getParent(), out).run(List.of(files), profiles);
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        return new Linted(clean, lines.subList(0, lines.size() - 1), lines.get(lines.size() - 1));
    }
}
