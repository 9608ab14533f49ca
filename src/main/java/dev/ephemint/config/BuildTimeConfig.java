package dev.ephemint.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.source.yaml.YamlConfigSourceLoader;

/**
 * Does when a native binary is made what Quarkus does at every start: reads the configuration on the class path, which cannot
 * change any more, and maps Quarkus's own settings from it. A start maps again only those of which something is set where the
 * function runs. Reading and mapping them all is half of what a start of a Quarkus function costs.
 *
 * <p>Found as a service; without effect outside native binaries.
 */
public final class BuildTimeConfig implements SmallRyeConfigBuilderCustomizer {

    private static final String GENERATED = "io.quarkus.runtime.generated.RunTimeConfig";

    /** Whatever has one of these in its name can change any setting. */
    private static final Set<String> FAR_REACHING =
            Set.of("QUARKUS_CONFIG", "SMALLRYE_CONFIG", "QUARKUS_PROFILE", "MP_CONFIG", "MP_REST", "CONFIG_ORDINAL");

    /** Where Quarkus looks for files in the working directory. */
    private static final Set<Path> FILES = Set.of(Path.of("config"), Path.of(".env"));

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+)");

    /** By type; empty outside native binaries, and while it is being made. */
    private static Map<Class<?>, Mapped> mapped = Map.of();

    /**
     * Settings as mapped.
     *
     * @param needs what else they depend on: the names in expressions such as {@code ${PORT:2773}}, spelled as variables are
     */
    private record Mapped(Object settings, Set<String> needs) {}

    static {
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) {
            mapped = mapAll();
        }
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) {
            // What is set where the binary is made has no place in it.
            builder.setAddDefaultSources(false);
        } else if (!mapped.isEmpty() && FILES.stream().noneMatch(Files::exists)) {
            Set<String> names = new TreeSet<>(System.getenv().keySet());
            names.addAll(System.getProperties().stringPropertyNames());
            reuse(builder, Touched.by(names));
        }
    }

    /** After every other, so that nothing is added behind its back. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    private static void reuse(SmallRyeConfigBuilder builder, Touched touched) {
        if (touched.anything()) {
            return;
        }
        builder.setAddDefaultSources(false).addSystemSources();
        builder.getSourceProviders().removeIf(YamlConfigSourceLoader.class::isInstance);
        var mappings = builder.getMappingsBuilder();
        mappings.getMappings().removeIf(mapping -> {
            Mapped built = mapped.get(mapping.getType());
            boolean reused = built != null && !touched.below(mapping.getPrefix()) && !touched.anyOf(built.needs());
            if (reused) {
                mappings.getMappingsInstances().put(mapping, built.settings());
            }
            return reused;
        });
    }

    private static Map<Class<?>, Mapped> mapAll() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        AbstractConfigBuilder.withCustomizer(builder, GENERATED);
        SmallRyeConfig config = builder.build();
        Map<Class<?>, Mapped> all = new HashMap<>();
        for (ConfigClass mapping : builder.getMappingsBuilder().getMappings()) {
            Object settings = config.getConfigMapping(mapping.getType(), mapping.getPrefix());
            all.put(mapping.getType(), new Mapped(settings, needs(config, mapping.getPrefix())));
        }
        return Map.copyOf(all);
    }

    private static Set<String> needs(SmallRyeConfig config, String prefix) {
        Set<String> needs = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            String raw = name.startsWith(prefix) ? config.getConfigValue(name).getRawValue() : null;
            if (raw != null) {
                EXPRESSION.matcher(raw).results().forEach(found -> needs.add(Touched.asVariable(found.group(1))));
            }
        }
        return needs;
    }

    /**
     * What is set where the function runs.
     *
     * @param names of environment variables and system properties, spelled as variables are
     */
    record Touched(Set<String> names) {

        static Touched by(Set<String> names) {
            Set<String> spelled = new TreeSet<>();
            names.forEach(name -> spelled.add(asVariable(name)));
            return new Touched(spelled);
        }

        /** Whether anything at all may be set by it, in a way that names do not show. */
        boolean anything() {
            return FAR_REACHING.stream().anyMatch(this::contains);
        }

        /** Whether a setting below {@code prefix} may be set by it, profiles and quotes included. */
        boolean below(String prefix) {
            return contains(asVariable(prefix));
        }

        /** Whether one of {@code variables} is set. */
        boolean anyOf(Set<String> variables) {
            return variables.stream().anyMatch(this::contains);
        }

        private boolean contains(String part) {
            return names.stream().anyMatch(name -> name.contains(part));
        }

        static String asVariable(String name) {
            StringBuilder variable = new StringBuilder(name.length());
            for (char c : name.toUpperCase(Locale.ROOT).toCharArray()) {
                variable.append(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? c : '_');
            }
            return variable.toString();
        }
    }
}
