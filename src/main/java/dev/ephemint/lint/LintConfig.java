package dev.ephemint.lint;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.ephemint.config.Fault;
import dev.ephemint.config.Fault.Severity;
import dev.ephemint.config.Faults;
import dev.ephemint.config.YamlFile;
import dev.ephemint.settings.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The configuration as the function would find it, made of {@code files} and the environment.
 *
 * @param config what they add up to
 * @param files the YAML among them, as written
 * @param count how many files there are
 */
record LintConfig(SmallRyeConfig config, List<YamlFile> files, int count) {

    private static final int FIRST_ORDINAL = 250;

    /**
     * Reads {@code files}, a later one weighing more.
     *
     * @param profiles the active profiles; a file {@code x-dev.yaml} beside {@code x.yaml} counts in profile dev
     * @param faults receives what is wrong with the files themselves
     */
    static LintConfig of(List<Path> files, List<String> profiles, Faults faults) {
        List<YamlFile> yaml = new ArrayList<>();
        List<ConfigSource> sources = new ArrayList<>();
        int count = 0;
        for (Path named : files) {
            List<Path> found = withProfiles(named, profiles);
            if (found.isEmpty()) {
                refuse(named, "it is not there, or is no .yaml, .yml or .properties file", faults);
            }
            for (Path file : found) {
                count++;
                int ordinal = FIRST_ORDINAL + Math.min(count, 40);
                Faults own = new Faults();
                try {
                    URL url = file.toUri().toURL();
                    if (file.toString().endsWith(".properties")) {
                        sources.add(new PropertiesConfigSource(url, ordinal));
                    } else {
                        YamlFile written = YamlFile.read(file, Settings.ROOT, profiles, own);
                        if (own.none() && written.isEmpty() && file.equals(named) && !isGeneral(file)) {
                            refuse(file, "it has nothing under " + Settings.ROOT + ": in this profile", own);
                        }
                        yaml.add(written);
                        sources.add(new YamlConfigSource(url, ordinal));
                    }
                } catch (YAMLException | IOException | ClassCastException e) {
                    if (own.none()) {
                        refuse(file, "it cannot be read as configuration", own);
                    }
                }
                faults.addAll(own);
            }
        }
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withProfiles(profiles)
                .withSources(sources)
                .build();
        return new LintConfig(config, yaml, count);
    }

    private static List<Path> withProfiles(Path file, List<String> profiles) {
        String name = file.toString();
        int dot = name.lastIndexOf('.');
        return Stream.concat(
                        Stream.of(file),
                        profiles.stream()
                                .filter(profile -> dot > 0)
                                .map(profile -> Path.of(name.substring(0, dot) + "-" + profile + name.substring(dot))))
                .filter(Files::isRegularFile)
                .filter(each -> each.toString().matches(".*\\.(?:ya?ml|properties)"))
                .toList();
    }

    /** Whether it is Quarkus's own file, which need not hold presets. */
    private static boolean isGeneral(Path file) {
        return file.getFileName().toString().startsWith("application.");
    }

    private static void refuse(Path file, String wrong, Faults faults) {
        faults.add(new Fault(Severity.ERROR, file.toString(), Settings.ROOT, wrong, "give a file with presets"));
    }
}
