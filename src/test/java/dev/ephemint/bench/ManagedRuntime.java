package dev.ephemint.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ephemint.bench.crac.Core;

/**
 * Does in a process of its own what Lambda's managed Java runtime does with a package: makes its handler, has it prepare for a
 * snapshot if asked to, and goes on as one copy of it. The snapshot itself cannot be taken here.
 */
public final class ManagedRuntime {

    static final String SNAP_START = "snap-start";

    private final String api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
    private final RequestStreamHandler handler;

    private ManagedRuntime(RequestStreamHandler handler) {
        this.handler = handler;
    }

    /**
     * Runs a package until the process is ended.
     *
     * @param args the unpacked package, its handler, and {@link #SNAP_START} for the hooks
     */
    public static void main(String... args) throws Exception {
        URLClassLoader task = new URLClassLoader(classPath(Path.of(args[0])), ManagedRuntime.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(task);
        ManagedRuntime runtime = new ManagedRuntime((RequestStreamHandler)
                task.loadClass(args[1]).getDeclaredConstructor().newInstance());
        if (List.of(args).contains(SNAP_START)) {
            Core.getGlobalContext().beforeCheckpoint(null);
            runtime.open("restore/next").getResponseCode();
            Core.getGlobalContext().afterRestore(null);
        }
        while (true) {
            runtime.invoke();
        }
    }

    /** The package's own classes, then its libraries in the order of their names. */
    private static URL[] classPath(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.toUri().toURL());
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            for (Path library : files.sorted().toList()) {
                urls.add(library.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private void invoke() throws IOException {
        HttpURLConnection next = open("invocation/next");
        String id = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (InputStream event = next.getInputStream()) {
            handler.handleRequest(event, answer, context(id));
        }
        HttpURLConnection response = open("invocation/" + id + "/response");
        response.setDoOutput(true);
        response.getOutputStream().write(answer.toByteArray());
        response.getInputStream().readAllBytes();
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) URI.create(api + path).toURL().openConnection();
    }

    private static Context context(String id) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getName().equals("getAwsRequestId") ? id : null);
    }
}
