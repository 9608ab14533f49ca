package dev.ephemint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints how long the function takes on this JVM, as it is and prepared for a snapshot: {@code ./mvnw -Pbench-jvm} after
 * {@code ./mvnw package}.
 */
public final class JvmBench {

    private JvmBench() {}

    /** Measures {@code target/function.zip} with the preset in {@code args}. */
    public static void main(String... args) throws IOException, InterruptedException {
        if (!JvmPackage.exists()) {
            throw new IllegalStateException(JvmPackage.ZIP + " is not for the JVM: run ./mvnw package before");
        }
        Path folder = Files.createTempDirectory("ephemint-bench");
        try {
            JvmPackage unpacked = JvmPackage.unpack(folder);
            for (boolean snapStart : List.of(false, true)) {
                List<String> command = new ArrayList<>(List.of(args[0]));
                command.addAll(unpacked.command(snapStart));
                System.out.printf(
                        "%n%s, %s%n",
                        "Java " + Runtime.version().feature(),
                        snapStart ? "prepared for a snapshot (init ms has the preparation in it)" : "as it starts");
                NativeBench.main(command.toArray(String[]::new));
            }
            System.out.printf("%-22s%7.1f MB%n", "function.zip", Files.size(JvmPackage.ZIP) / 1e6);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
