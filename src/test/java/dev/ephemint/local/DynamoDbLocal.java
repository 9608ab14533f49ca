package dev.ephemint.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkus.bootstrap.resolver.maven.BootstrapMavenException;
import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactResult;

/**
 * Amazon's own DynamoDB for one machine, in memory and in a process of its own: its 80 jars do not fit beside ours. They come from Maven
 * Central, as every other dependency does.
 */
final class DynamoDbLocal implements AutoCloseable {
    private static final String ARTIFACT = "com.amazonaws:DynamoDBLocal:2.6.1";
    private static final String MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_PORTS = 5;

    private final Path libraries;
    private final Process process;
    private final int port;

    private DynamoDbLocal(Path libraries, Process process, int port) {
        this.libraries = libraries;
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port; another one if somebody takes that first. */
    static DynamoDbLocal start() {
        try {
            var libraries = Files.createTempDirectory("dynamodb-local");
            var classPath = resolve(libraries);
            for (var attempt = 0; attempt < MOST_PORTS; attempt++) {
                var port = freePort();
                var process = launch(libraries, classPath, port);
                if (listens(process, port)) {
                    return new DynamoDbLocal(libraries, process, port);
                }
                process.destroyForcibly();
            }
            throw new IllegalStateException("DynamoDB Local does not start; see " + libraries.resolve("log.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            try (var files = Files.list(libraries)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(libraries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The class path; native libraries, which are dependencies too, go to {@code libraries}. */
    private static String resolve(Path libraries) throws IOException {
        try {
            var resolver =
                    MavenArtifactResolver.builder().setWorkspaceDiscovery(false).build();
            var found = resolver.resolveDependencies(new DefaultArtifact(ARTIFACT), List.of());
            List<String> jars = new ArrayList<>();
            for (ArtifactResult result : found.getArtifactResults()) {
                var file = result.getArtifact().getFile().toPath();
                if (result.getArtifact().getExtension().equals("jar")) {
                    jars.add(file.toString());
                } else {
                    Files.copy(file, libraries.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return String.join(File.pathSeparator, jars);
        } catch (BootstrapMavenException e) {
            throw new IOException("DynamoDB Local cannot be had", e);
        }
    }

    private static Process launch(Path libraries, String classPath, int port) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-Xmx256m",
                "-Dsqlite4java.library.path=" + libraries,
                "-cp",
                classPath,
                MAIN,
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        return builder.redirectOutput(libraries.resolve("log.txt").toFile()).start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(Process process, int port) {
        var end = Instant.now().plus(PATIENCE);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        return false;
    }
}
