package dev.ephemint.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** {@code target/function.zip} as made for a managed Java runtime, unpacked; and the runtime's own classes beside it. */
record JvmPackage(Path folder) {

    static final Path ZIP = Path.of("target/function.zip");

    /** What Lambda starts its Java runtimes with, as far as it matters here, in a function of 512 MB. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx445m",
            "-XX:MaxMetaspaceSize=67m",
            "-Dorg.crac.Core.Compat=dev.ephemint.bench.crac");

    /** Unpacks it below {@code folder}. */
    static JvmPackage unpack(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path file = folder.resolve("task").resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        Path runtime = folder.resolve("runtime/dev/ephemint/bench");
        Files.createDirectories(runtime.resolve("crac"));
        Path classes = Path.of("target/test-classes/dev/ephemint/bench");
        for (String part : List.of("", "crac")) {
            try (Stream<Path> files = Files.list(classes.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, runtime.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        return new JvmPackage(folder);
    }

    /** Whether the package is one for Java. */
    static boolean exists() {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            return zip.getEntry("bootstrap") == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** What starts it, with this JVM. */
    List<String> command(boolean snapStart) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(FLAGS);
        command.addAll(List.of(
                "-classpath",
                folder.resolve("runtime") + ":" + interfaces(),
                ManagedRuntime.class.getName(),
                folder.resolve("task").toString(),
                "dev.ephemint.function.ManagedHandler"));
        if (snapStart) {
            command.add(ManagedRuntime.SNAP_START);
        }
        return command;
    }

    /** Shared with the runtime, which has them from its own class path. */
    private Path interfaces() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("task/lib"))) {
            return files.filter(file -> file.getFileName().toString().contains("aws-lambda-java-core"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
