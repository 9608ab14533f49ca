package dev.ephemint.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.ephemint.config.Fault.Severity;
import dev.ephemint.config.PropertyName.Step;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The files that configuration is read from. SmallRye passes over a missing or useless one in silence; this does not. */
public final class ConfigFiles {

    /** What announces further files; {@code QUARKUS_CONFIG_LOCATIONS} as an environment variable. */
    public static final String LOCATIONS = "quarkus.config.locations";

    private static final List<String> YAML = List.of("yaml", "yml");

    private final SmallRyeConfig config;
    private final String root;
    private final Faults faults;

    /**
     * @param root the key under which settings stand
     * @param faults receives what is wrong with the files
     */
    public ConfigFiles(SmallRyeConfig config, String root, Faults faults) {
        this.config = config;
        this.root = root;
        this.faults = faults;
    }

    /** The YAML files that {@link #LOCATIONS} announces; one that is missing or adds nothing is a fault. */
    public List<YamlFile> announced() {
        List<YamlFile> files = new ArrayList<>();
        for (String location : locations()) {
            List<Path> found = files(location);
            if (found.isEmpty() && !isResource(location)) {
                refuse(location, "it is not there, or holds no .yaml, .yml or .properties file");
            }
            for (Path file : found) {
                if (YAML.contains(extension(file))) {
                    files.add(YamlFile.read(file, root, config.getProfiles(), faults));
                }
                if (!addsSomething(file.toString())) {
                    refuse(location, "it adds nothing" + inProfiles());
                }
            }
        }
        return files;
    }

    /**
     * Reports what is set below {@code prefix} by more than one file. A file for a profile, such as {@code app-dev.yaml}, goes
     * with the file that it is for.
     *
     * @param prefix such as {@code ephemint.presets}
     */
    public void eachDefinedOnce(String prefix) {
        Map<String, Set<String>> files = new TreeMap<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (Origin.isFile(source.getName())) {
                String file = Origin.of(source.getName());
                source.getPropertyNames().forEach(name -> below(prefix, name)
                        .ifPresent(item -> files.computeIfAbsent(item, key -> new LinkedHashSet<>())
                                .add(withoutProfile(file))));
            }
        }
        files.forEach((item, in) -> {
            if (in.size() > 1) {
                faults.add(new Fault(
                        Severity.ERROR,
                        in.iterator().next(),
                        prefix + "." + item,
                        "it is set in " + in.size() + " files: " + String.join(", ", in),
                        "keep it in one of them; change single values by environment variables"));
            }
        });
    }

    private List<String> locations() {
        return Stream.of(LOCATIONS, SmallRyeConfig.SMALLRYE_CONFIG_LOCATIONS)
                .map(config::getConfigValue)
                .flatMap(value -> Optional.ofNullable(value.getValue()).stream())
                .findFirst()
                .map(list -> Stream.of(list.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private List<Path> files(String location) {
        try {
            URI uri = new URI(location);
            if (uri.getScheme() != null && !uri.getScheme().equals("file")) {
                return List.of();
            }
            Path path = uri.getScheme() == null ? Path.of(uri.getPath()) : Path.of(uri);
            if (!Files.isDirectory(path)) {
                return Files.isRegularFile(path) && isConfig(path) ? List.of(path.toAbsolutePath()) : List.of();
            }
            try (Stream<Path> inside = Files.list(path.toAbsolutePath())) {
                return inside.filter(ConfigFiles::isConfig).sorted().toList();
            }
        } catch (URISyntaxException | IllegalArgumentException | IOException noFile) {
            return List.of();
        }
    }

    private static boolean isConfig(Path file) {
        return YAML.contains(extension(file)) || extension(file).equals("properties");
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** A location may also be on the class path or on a server. */
    private boolean isResource(String location) {
        for (ConfigSource source : config.getConfigSources()) {
            if (Origin.isFile(source.getName())
                    && source.getName().contains(location)
                    && addsSomething(Origin.of(source.getName()))) {
                return true;
            }
        }
        return false;
    }

    private boolean addsSomething(String origin) {
        for (ConfigSource source : config.getConfigSources()) {
            if (Origin.isFile(source.getName()) && Origin.of(source.getName()).equals(origin)) {
                for (String name : source.getPropertyNames()) {
                    String active = inProfile(name);
                    if (active.startsWith(root + ".") || active.startsWith("quarkus.")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Optional<String> below(String prefix, String name) {
        String active = inProfile(name);
        return active.startsWith(prefix + ".")
                ? PropertyName.steps(active.substring(prefix.length() + 1))
                        .filter(steps -> !steps.isEmpty() && steps.get(0) instanceof Step.Name)
                        .map(steps -> ((Step.Name) steps.get(0)).name())
                : Optional.empty();
    }

    /** The name without its profile; empty where that profile is not active. */
    private String inProfile(String name) {
        if (!name.startsWith("%")) {
            return name;
        }
        int dot = name.indexOf('.');
        boolean active =
                dot > 0 && Stream.of(name.substring(1, dot).split(",")).anyMatch(config.getProfiles()::contains);
        return active ? name.substring(dot + 1) : "";
    }

    private String withoutProfile(String file) {
        int dot = file.lastIndexOf('.');
        for (String profile : config.getProfiles()) {
            if (dot > 0 && file.substring(0, dot).endsWith("-" + profile)) {
                return file.substring(0, dot - profile.length() - 1) + file.substring(dot);
            }
        }
        return file;
    }

    private String inProfiles() {
        return config.getProfiles().isEmpty() ? "" : " in profile " + String.join(", ", config.getProfiles());
    }

    private void refuse(String location, String wrong) {
        faults.add(new Fault(
                Severity.ERROR,
                location,
                LOCATIONS,
                wrong,
                "announce a file that has settings under " + root + ":, or do not announce it"));
    }
}
