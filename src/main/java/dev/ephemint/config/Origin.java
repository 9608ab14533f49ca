package dev.ephemint.config;

import java.net.URI;
import java.nio.file.Path;

import io.smallrye.config.ConfigValue;

/** Names the place a value came from, as an operator knows it: a file, the environment, a system property. */
final class Origin {

    private static final String SOURCE = "[source=";

    private Origin() {}

    static String of(ConfigValue value) {
        String name = value.getConfigSourceName();
        return name == null ? "" : of(name);
    }

    /** Whether the source called {@code name} is a file or a resource. */
    static boolean isFile(String name) {
        return name != null && name.contains(SOURCE);
    }

    static String of(String name) {
        int at = name.indexOf(SOURCE);
        if (at >= 0) {
            String source = name.substring(at + SOURCE.length(), name.length() - 1);
            return source.startsWith("file:")
                    ? Path.of(URI.create(source)).toString()
                    : source.substring(source.lastIndexOf('!') + 1).replaceFirst("^/", "");
        }
        return switch (name) {
            case "EnvConfigSource" -> "environment variable";
            case "SysPropConfigSource" -> "system property";
            default -> name;
        };
    }
}
