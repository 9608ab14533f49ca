package dev.ephemint.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Brings the function back after a failed start. Quarkus's dev mode looks for changes when an event arrives, but a function that did not
 * start takes none; its Maven plugin, however, restarts everything when a watched file changes (see {@code watchedFiles} in the POM).
 *
 * @param sources files and folders whose change is worth another try
 * @param trigger the watched file
 */
record DevMode(List<Path> sources, Path trigger) {
    /** Restarts, if a source was changed after the function was last seen. */
    void restartIfMended(Instant lastSeen) {
        try {
            var lastStart = Files.getLastModifiedTime(trigger).toInstant();
            var since = lastSeen.isAfter(lastStart) ? lastSeen : lastStart;
            for (var source : sources) {
                if (changed(source, since)) {
                    Files.setLastModifiedTime(trigger, FileTime.from(Instant.now()));
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean changed(Path source, Instant since) throws IOException {
        if (!Files.exists(source)) {
            return false;
        }
        try (var files = Files.walk(source)) {
            return files.anyMatch(file -> file.toFile().lastModified() > since.toEpochMilli());
        }
    }
}
