package dev.ephemint.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A look at the preset files, just deep enough to play the authorizer and to print an example. Read afresh each time, as they are
 * being edited; the function alone judges them, so a file that is no YAML right now counts for nothing.
 */
record PresetFiles(Path folder, List<Path> more) {
    /** Every scope that a preset asks for. */
    List<String> scopes() {
        var scopes = new LinkedHashSet<String>();
        presets().values().forEach(preset -> collect(at(at(preset, "access"), "scopes"), scopes));
        return List.copyOf(scopes);
    }

    /** The preset to show in an example: the first one. */
    Optional<String> first() {
        return presets().keySet().stream().findFirst().map(Object::toString);
    }

    /**
     * Where a file is no YAML, in one line. Quarkus would say it with a stack trace, and from a reload with such a file only a restart
     * brings it back.
     */
    Optional<String> fault() {
        for (var file : files()) {
            try {
                parse(file);
            } catch (MarkedYAMLException e) {
                var mark = e.getProblemMark();
                return Optional.of("%s, line %d, column %d: %s"
                        .formatted(file, mark.getLine() + 1, mark.getColumn() + 1, e.getProblem()));
            } catch (IOException | YAMLException e) {
                return Optional.of(file + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Map<?, ?> presets() {
        var all = new LinkedHashMap<Object, Object>();
        for (var file : files()) {
            if (at(at(read(file), "ephemint"), "presets") instanceof Map<?, ?> presets) {
                all.putAll(presets);
            }
        }
        return all;
    }

    private List<Path> files() {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            found.forEach(files::add);
        } catch (IOException e) {
            // No folder, no presets.
        }
        files.sort(null);
        more.stream().filter(Files::isRegularFile).forEach(files::add);
        return files;
    }

    private static Object parse(Path file) throws IOException {
        try (var text = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        }
    }

    private static Object read(Path file) {
        try {
            return parse(file);
        } catch (IOException | YAMLException e) {
            return Map.of();
        }
    }

    private static Object at(Object node, String key) {
        return node instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private static void collect(Object scopes, Set<String> into) {
        if (scopes instanceof List<?> list) {
            list.forEach(scope -> into.add(String.valueOf(scope)));
        } else if (scopes != null) {
            into.add(String.valueOf(scopes));
        }
    }
}
