package dev.ephemint.bench;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code target/function.zip}, whichever kind it is: nothing in it but its content depends on where and when it was packed. */
class FunctionZipIT {

    private static final LocalDateTime TIME =
            LocalDateTime.ofInstant(Instant.parse(System.getProperty("package.time")), ZoneOffset.UTC);

    @Test
    void everyEntryHasTheTimeThatThePomSaysAndNoOther() throws IOException {
        try (ZipFile zip = new ZipFile(JvmPackage.ZIP.toFile())) {
            assertThat(zip.stream()).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(TIME);
                assertThat(entry.getExtra()).as(entry.getName()).isNull();
            });
        }
    }

    @Test
    void filesAloneAreInItAndInOneOrder() throws IOException {
        try (ZipFile zip = new ZipFile(JvmPackage.ZIP.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names).noneMatch(name -> name.endsWith("/")).doesNotHaveDuplicates();
            assertThat(names.stream().filter(name -> !name.equals("bootstrap"))).isSorted();
        }
    }

    @Test
    void theBinaryAloneMayBeExecuted() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(JvmPackage.ZIP, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(file.endsWith("bootstrap") ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    @Test
    void itIsWhatLambdaRunsEitherWay() throws IOException {
        try (ZipFile zip = new ZipFile(JvmPackage.ZIP.toFile())) {
            assertThat(zip.getEntry(JvmPackage.exists() ? "dev/ephemint/function/ManagedHandler.class" : "bootstrap"))
                    .isNotNull();
        }
    }
}
