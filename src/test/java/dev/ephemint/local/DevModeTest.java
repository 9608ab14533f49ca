package dev.ephemint.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DevModeTest {
    private static final Instant SEEN = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private Path preset;
    private Path trigger;
    private DevMode devMode;

    @BeforeEach
    void start() throws IOException {
        preset = Files.createFile(
                Files.createDirectories(folder.resolve("src/main/resources")).resolve("presets.yaml"));
        trigger = Files.createFile(folder.resolve("trigger"));
        devMode = new DevMode(List.of(folder.resolve("src"), folder.resolve("absent.yaml")), trigger);
        for (var path :
                List.of(trigger, preset, preset.getParent(), folder.resolve("src/main"), folder.resolve("src"))) {
            touch(path, SEEN.minusSeconds(60));
        }
    }

    private static void touch(Path path, Instant time) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(time));
    }

    private boolean isTriggered() throws IOException {
        return !Files.getLastModifiedTime(trigger).toInstant().equals(SEEN.minusSeconds(60));
    }

    @Test
    void anEditAfterTheFunctionWasSeenRestartsIt() throws IOException {
        touch(preset, SEEN.plusSeconds(1));
        devMode.restartIfMended(SEEN);

        assertThat(isTriggered()).isTrue();
    }

    @Test
    void withoutAnEditNothingHappens() throws IOException {
        touch(preset, SEEN.minusSeconds(1));
        devMode.restartIfMended(SEEN);

        assertThat(isTriggered()).isFalse();
    }

    @Test
    void oneEditIsOneRestart() throws IOException {
        touch(preset, SEEN.plusSeconds(1));
        devMode.restartIfMended(SEEN);
        var first = Instant.parse("2026-11-20T12:00:02Z");
        touch(trigger, first);
        devMode.restartIfMended(SEEN);

        assertThat(Files.getLastModifiedTime(trigger).toInstant()).isEqualTo(first);
    }
}
