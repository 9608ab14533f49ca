package dev.ephemint.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request as it reached the stand-in.
 *
 * @param uri path and query, without the prefix that the stand-in is mounted at
 * @param headers names in any case, each with all its values
 */
public record Recorded(String method, String uri, Map<String, List<String>> headers, String body) {
    static Recorded of(HttpServerRequest request, String uri, String body) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .names()
                .forEach(name -> headers.put(name, request.headers().getAll(name)));
        return new Recorded(request.method().name(), uri, headers, body);
    }

    /** The path, without a query. */
    public String path() {
        return uri.split("\\?", 2)[0];
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /** The body, which must be JSON. */
    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
