package dev.ephemint.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

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

import static java.util.stream.Collectors.toSet;

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
    private final ConfigSource all;

    /** Presets that need something of the place where the function runs, such as {@code ${SHOP_TOKEN}}. */
    private final ConfigSource needy;

    /** All others. */
    private final Catalogue compiled;

    /** What is wrong, by the day from which on it is so: OpenAI switches models off while a binary is in use. */
    private final NavigableMap<LocalDate, Faults> faults = new TreeMap<>();

    /**
     * @param yaml the text of the file
     * @param clock tells the day on which it is compiled
     */
    Bundle(String yaml, Clock clock) {
        this.yaml = yaml;
        this.all = source(yaml);
        Set<String> needyPresets = needyPresets(all.getProperties());
        Predicate<String> isNeedy = key -> needyPresets.contains(preset(key));
        this.needy = part(isNeedy);
        LocalDate today = LocalDate.now(clock);
        ConfigSource fixed = part(isNeedy.negate());
        Retirements.days().filter(today::isBefore).forEach(day -> compile(fixed, day));
        this.compiled = compile(fixed, today);
    }

    /** Whether {@code config} sets anything about presets, so that all have to be compiled again. */
    boolean isTouchedBy(SmallRyeConfig config) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PRESETS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The presets that are compiled already.
     *
     * @param into receives what is wrong with them today
     */
    Catalogue compiled(Clock clock, Faults into) {
        LocalDate today = LocalDate.now(clock);
        into.addAll(Optional.ofNullable(faults.floorEntry(today))
                .orElseGet(faults::firstEntry)
                .getValue());
        return compiled;
    }

    /** {@code config} with all presets below everything that it sets itself. */
    SmallRyeConfig allUnder(SmallRyeConfig config) {
        return under(config, all);
    }

    /** {@code config} with the presets that are not {@link #compiled}; itself where there are none. */
    SmallRyeConfig needyUnder(SmallRyeConfig config) {
        return needy.getPropertyNames().isEmpty() ? config : under(config, needy);
    }

    /** The file as written, as far as it counts in {@code profiles}. */
    YamlFile file(List<String> profiles, Faults into) {
        return YamlFile.parse(FILE, yaml, Settings.ROOT, profiles, into);
    }

    private static SmallRyeConfig under(SmallRyeConfig config, ConfigSource source) {
        List<ConfigSource> sources = new ArrayList<>(List.of(source));
        config.getConfigSources().forEach(sources::add);
        return new SmallRyeConfigBuilder()
                .withProfiles(config.getProfiles())
                .withSources(sources)
                .build();
    }

    /** All of them where one value counts in some profile only: what it changes is not known here. */
    private static Set<String> needyPresets(Map<String, String> values) {
        boolean profiles = values.keySet().stream().anyMatch(key -> key.startsWith("%"));
        return values.entrySet().stream()
                .filter(value -> profiles || value.getValue().contains("${"))
                .map(value -> preset(value.getKey()))
                .collect(toSet());
    }

    /** The preset that a key such as {@code ephemint.presets.agent.realtime.model} is of; the key itself where it is of none. */
    private static String preset(String key) {
        return key.startsWith(PRESETS + ".")
                ? key.substring(PRESETS.length() + 1).split("\\.", 2)[0]
                : key;
    }

    private ConfigSource part(Predicate<String> keys) {
        Map<String, String> values = new HashMap<>(all.getProperties());
        values.keySet().removeIf(keys.negate());
        return new PropertiesConfigSource(values, FILE, ORDINAL);
    }

    private Catalogue compile(ConfigSource source, LocalDate day) {
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
        try {
            return new YamlConfigSource("YamlConfigSource[source=" + FILE + "]", yaml, ORDINAL);
        } catch (YAMLException | ClassCastException notYaml) {
            return new PropertiesConfigSource(Map.of(), FILE, ORDINAL);
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
