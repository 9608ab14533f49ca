package dev.ephemint.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import dev.ephemint.config.Faults;
import dev.ephemint.config.YamlFile;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.session.Retirements;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The presets that the function is built with. A native binary initialises this class when it is made: by then {@link #OWN} is
 * read, checked and compiled, and a start that sets nothing about presets has nothing left to do.
 */
public final class Bundle {

    /** No presets at all. */
    public static final Bundle NONE = new Bundle("", Clock.systemUTC());

    /** {@code presets.yaml} of the class path. */
    public static final Bundle OWN = new Bundle(text("/presets.yaml"), Clock.systemUTC());

    static final String FILE = "presets.yaml";
    private static final String PRESETS = Settings.ROOT + "." + Settings.PRESETS;

    /** Below every source that can be set where the function runs. */
    private static final int ORDINAL = 90;

    private final String yaml;
    private final ConfigSource source;
    private final Optional<Catalogue> catalogue;

    /** What is wrong, by the day from which on it is so: OpenAI switches models off while a binary is in use. */
    private final NavigableMap<LocalDate, Faults> faults = new TreeMap<>();

    /**
     * @param yaml the text of the file
     * @param clock tells the day on which it is compiled
     */
    Bundle(String yaml, Clock clock) {
        this.yaml = yaml;
        this.source = source(yaml);
        if (dependsOnWhereItRuns()) {
            this.catalogue = Optional.empty();
            return;
        }
        LocalDate today = LocalDate.now(clock);
        Retirements.days().filter(today::isBefore).forEach(this::compile);
        this.catalogue = Optional.of(compile(today));
    }

    /**
     * The presets as they were compiled; empty where {@code config} sets anything about presets, or a preset depends on it.
     *
     * @param into receives what is wrong with them today
     */
    Optional<Catalogue> unlessTouchedBy(SmallRyeConfig config, Clock clock, Faults into) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PRESETS)) {
                return Optional.empty();
            }
        }
        if (catalogue.isPresent()) {
            LocalDate today = LocalDate.now(clock);
            into.addAll(Optional.ofNullable(faults.floorEntry(today))
                    .orElseGet(faults::firstEntry)
                    .getValue());
        }
        return catalogue;
    }

    /** {@code config} with these presets below everything that it sets itself. */
    SmallRyeConfig under(SmallRyeConfig config) {
        List<ConfigSource> sources = new ArrayList<>(List.of(source));
        config.getConfigSources().forEach(sources::add);
        return new SmallRyeConfigBuilder()
                .withProfiles(config.getProfiles())
                .withSources(sources)
                .build();
    }

    /** The file as written, as far as it counts in {@code profiles}. */
    YamlFile file(List<String> profiles, Faults into) {
        return YamlFile.parse(FILE, yaml, Settings.ROOT, profiles, into);
    }

    private boolean dependsOnWhereItRuns() {
        return source.getProperties().entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith("%") || entry.getValue().contains("${"));
    }

    private Catalogue compile(LocalDate day) {
        Faults found = new Faults();
        YamlFile file = file(List.of(), found);
        SmallRyeConfig alone = new SmallRyeConfigBuilder().withSources(source).build();
        Clock clock = Clock.fixed(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        Declared declared = Declared.read(alone, List.of(file), clock, found);
        declared.onlyPresets(FILE, found);
        found.relocate(fault -> YamlFile.locate(fault, List.of(file)));
        faults.put(day, found);
        return declared.catalogue();
    }

    /** What is no YAML holds no presets; {@link #file} tells why. */
    private static ConfigSource source(String yaml) {
        String name = "YamlConfigSource[source=" + FILE + "]";
        try {
            return new YamlConfigSource(name, yaml, ORDINAL);
        } catch (YAMLException | ClassCastException notYaml) {
            return new PropertiesConfigSource(Map.of(), name, ORDINAL);
        }
    }

    private static String text(String resource) {
        try (InputStream file = Bundle.class.getResourceAsStream(resource)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
