package dev.ephemint.local;

import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** A folder of files at {@code /}, for trying the function from a page; what is not in it goes to the function. */
record StaticSite(Path folder) {
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html;charset=utf-8",
            "js",
            "text/javascript;charset=utf-8",
            "css",
            "text/css;charset=utf-8",
            "json",
            "application/json",
            "svg",
            "image/svg+xml",
            "mjs",
            "text/javascript;charset=utf-8");

    /** Serves the request, if it asks for a file of this site. */
    boolean serve(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            return false;
        }
        var file = file(request.path());
        file.ifPresent(found -> request.response()
                .putHeader("Content-Type", type(found))
                .putHeader("Cache-Control", "no-cache")
                .sendFile(found.toString()));
        return file.isPresent();
    }

    private Optional<Path> file(String path) {
        var root = folder.toAbsolutePath().normalize();
        try {
            var file = root.resolve(URI.create(path).getPath().substring(1)).normalize();
            var page = Files.isDirectory(file) ? file.resolve("index.html") : file;
            return page.startsWith(root) && Files.isRegularFile(page) ? Optional.of(page) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String type(Path file) {
        var name = file.getFileName().toString();
        var known = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        var guessed = known == null ? URLConnection.guessContentTypeFromName(name) : known;
        return guessed == null ? "application/octet-stream" : guessed;
    }
}
