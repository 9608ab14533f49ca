package dev.ephemint.lint;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.config.YamlFile;
import dev.ephemint.settings.Declared;

/** Checks preset files: {@code ./mvnw -q -Plint}, or with {@code -Dpresets=a.yaml,b.yaml} those files beside the bundled one. */
public final class Lint {

    private static final List<String> BUNDLED =
            List.of("presets.yaml", "application.properties", "application.yaml", "application.yml");

    private static final Path COMPILED = Path.of("src/main/resources/presets.yaml");

    private final Clock clock;
    private final Path here;
    private final PrintStream out;

    /**
     * @param here the folder that printed paths are relative to
     * @param out receives one line per fault and a summary
     */
    Lint(Clock clock, Path here, PrintStream out) {
        this.clock = clock;
        this.here = here.toAbsolutePath();
        this.out = out;
    }

    /**
     * Ends the process with 0 where nothing is wrong, warnings aside, and with 1 otherwise.
     *
     * @param args the folder of the bundled configuration, and the further files, separated by commas
     */
    public static void main(String... args) {
        List<Path> further = Stream.of(args)
                .skip(1)
                .filter(Objects::nonNull)
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .map(file -> Path.of(file.replaceFirst("^file:(//)?", "")))
                .toList();
        Logger.getLogger("org.yaml.snakeyaml")
                .setLevel(Level.OFF); // says about twice-written keys what a fault says better
        Lint lint = new Lint(Clock.systemUTC(), Path.of(""), System.out);
        boolean clean = lint.run(files(Path.of(args[0]), further), profiles());
        System.out.flush();
        System.exit(clean ? 0 : 1);
    }

    /** The bundled configuration, and what is laid over it. */
    static List<Path> files(Path bundled, List<Path> further) {
        return Stream.concat(BUNDLED.stream().map(bundled::resolve).filter(Files::isRegularFile), further.stream())
                .map(file -> file.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    private static List<String> profiles() {
        String profiles = Optional.ofNullable(System.getProperty("quarkus.profile"))
                .or(() -> Optional.ofNullable(System.getenv("QUARKUS_PROFILE")))
                .orElse("prod");
        return List.of(profiles.split(","));
    }

    /** Prints every fault of every preset in {@code files}; true where none of them fails the check. */
    boolean run(List<Path> files, List<String> profiles) {
        Faults faults = new Faults();
        LintConfig read = LintConfig.of(
                files.stream().map(file -> file.toAbsolutePath().normalize()).toList(), profiles, faults);
        Declared declared = Declared.read(read.config(), read.files(), clock, faults);
        declared.checkUpstreams(faults);
        files.stream()
                .map(file -> file.toAbsolutePath().normalize())
                .filter(file -> file.endsWith(COMPILED))
                .forEach(file -> declared.onlyPresets(file.toString(), faults));
        faults.relocate(fault -> YamlFile.locate(fault, read.files()));
        faults.all().stream()
                .sorted(Comparator.comparing(Lint::file).thenComparing(Lint::line))
                .forEach(this::print);
        long errors = faults.all().stream().filter(Fault::failsLint).count();
        out.println(count(declared.presets(), "preset") + " in " + count(read.count(), "file") + ": "
                + count(errors, "error") + ", " + count(faults.all().size() - errors, "warning"));
        return errors == 0;
    }

    private static String file(Fault fault) {
        return fault.origin().replaceFirst(":[0-9]+$", "");
    }

    private static int line(Fault fault) {
        String line = fault.origin().substring(file(fault).length());
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(1));
    }

    private void print(Fault fault) {
        String place = fault.origin().replace(here + "/", "");
        out.println((place.isEmpty() ? "" : place + ": ") + (fault.failsLint() ? "error: " : "warning: ") + fault.key()
                + ": " + fault.wrong() + "; " + fault.right());
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
