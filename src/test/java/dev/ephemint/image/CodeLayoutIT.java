package dev.ephemint.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import dev.ephemint.local.OutputStack;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Which pages of the native binary's code are in memory once it has answered. */
@EnabledOnOs(OS.LINUX)
class CodeLayoutIT {

    @Test
    void whatARequestRunsLiesSideBySide() throws IOException, InterruptedException {
        try (OutputStack stack = new OutputStack()) {
            ProcessBuilder builder = new ProcessBuilder(System.getProperty("native.image.path"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(stack.environment());
            Process function = builder.start();
            try {
                RestAssured.port = stack.gateway().port();
                given().contentType("application/json")
                        .body("{\"preset\": \"no-such-preset\"}")
                        .post("/token")
                        .then()
                        .statusCode(404);

                Code code = Code.of(function);
                assertThat(code.inMemory()).isPositive();
                assertThat((double) code.inMemory() / code.size())
                        .as("sorted by name, two thirds are in memory")
                        .isLessThan(0.4);
            } finally {
                function.destroyForcibly().waitFor();
            }
        }
    }

    /** The largest executable mapping, in KiB. */
    private record Code(long size, long inMemory) {

        static Code of(Process process) throws IOException {
            List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps"));
            return IntStream.range(0, lines.size())
                    .filter(at -> lines.get(at).matches("[0-9a-f]+-[0-9a-f]+ r-xp .*"))
                    .mapToObj(at -> new Code(value(lines, at, "Size:"), value(lines, at, "Rss:")))
                    .max((one, other) -> Long.compare(one.size(), other.size()))
                    .orElseThrow();
        }

        private static long value(List<String> lines, int from, String name) {
            String line = lines.subList(from, lines.size()).stream()
                    .filter(candidate -> candidate.startsWith(name))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
    }
}
