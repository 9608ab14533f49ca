package dev.ephemint.config;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.source.yaml.YamlConfigSourceLoader;

import static java.util.stream.Collectors.toUnmodifiableSet;

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

    /** Quarkus itself reads it again when it makes the client, so that it maps nothing again. */
    private static final String READ_AT_START = "QUARKUS_REST_CLIENT_OPENAI_URL";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+)");

    /** By type; empty outside native binaries, and while it is being made. */
    private static Map<Class<?>, Mapped> mapped = Map.of();

    /** The names of Quarkus's settings that are set on the class path. */
    private static Set<String> known = Set.of();

    /**
     * Settings as mapped.
     *
     * @param names of the properties, up to where they are open, spelled as variables are
     * @param needs what else they depend on: the names in expressions such as {@code ${PORT:2773}}, spelled as variables are
     */
    private record Mapped(Object settings, Set<String> names, Set<String> needs) {}

    static {
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) {
            mapAll();
        }
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) {
            // What is set where the binary is made has no place in it.
            builder.setAddDefaultSources(false);
        } else if (!mapped.isEmpty() && !filesExist()) {
            List<String> names = new ArrayList<>(System.getenv().keySet());
            names.addAll(System.getProperties().stringPropertyNames());
            reuse(builder, Touched.by(names));
        }
    }

    /** After every other, so that nothing is added behind its back. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** Whether there is a file where Quarkus looks for them in the working directory. */
    private static boolean filesExist() {
        return new File("config").exists() || new File(".env").exists();
    }

    private static void reuse(SmallRyeConfigBuilder builder, Touched touched) {
        if (touched.anything()) {
            return;
        }
        // until logging is set up, every line is kept, and SmallRye writes one for each source
        Logger.getLogger("io.smallrye.config").setLevel(Level.INFO);
        builder.setAddDefaultSources(false).addSystemSources();
        builder.getSourceProviders().removeIf(YamlConfigSourceLoader.class::isInstance);
        List<String> open = new ArrayList<>();
        var mappings = builder.getMappingsBuilder();
        mappings.getMappings().removeIf(mapping -> {
            Mapped built = mapped.get(mapping.getType());
            boolean reused = built != null
                    && !(touched.below(mapping.getPrefix()) && touched.anyOf(built.names()))
                    && !touched.anyOf(built.needs());
            if (reused) {
                mappings.getMappingsInstances().put(mapping, built.settings());
            } else {
                open.add(mapping.getPrefix());
            }
            return reused;
        });
        builder.withInterceptors(new Hidden(known, open));
    }

    /** The names of Quarkus's settings on the class path, which a native binary does not list; empty outside. */
    public static Set<String> known() {
        return known;
    }

    private static void mapAll() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        AbstractConfigBuilder.withCustomizer(builder, GENERATED);
        SmallRyeConfig config = builder.build();
        Map<Class<?>, Mapped> all = new HashMap<>();
        for (ConfigClass mapping : builder.getMappingsBuilder().getMappings()) {
            Object settings = config.getConfigMapping(mapping.getType(), mapping.getPrefix());
            all.put(mapping.getType(), new Mapped(settings, names(mapping), needs(config, mapping.getPrefix())));
        }
        mapped = Map.copyOf(all);
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        names.removeIf(name -> !name.startsWith("quarkus."));
        known = Set.copyOf(names);
    }

    private static Set<String> names(ConfigClass mapping) {
        return mapping.getProperties().keySet().stream()
                .map(name -> Touched.asVariable(name.split("[*\\[]", 2)[0]))
                .collect(toUnmodifiableSet());
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
     * Keeps the names of settings that were known when the binary was made from those who go through all names, which Quarkus does
     * to find the unknown ones.
     *
     * @param open prefixes of settings that are mapped again, and so have to be found
     */
    private record Hidden(Set<String> known, List<String> open) implements ConfigSourceInterceptor {

        private static final long serialVersionUID = 1L;

        @Override
        public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            return context.proceed(name);
        }

        @Override
        public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
            List<String> shown = new ArrayList<>();
            context.iterateNames().forEachRemaining(name -> {
                if (!known.contains(name) || open.stream().anyMatch(name::startsWith)) {
                    shown.add(name);
                }
            });
            return shown.iterator();
        }
    }

    /**
     * What is set where the function runs.
     *
     * @param names of environment variables and system properties, spelled as variables are
     */
    record Touched(List<String> names) {

        static Touched by(Collection<String> names) {
            List<String> spelled = new ArrayList<>(names.size());
            for (String name : names) {
                String variable = asVariable(name);
                if (!variable.equals(READ_AT_START)) {
                    spelled.add(variable);
                }
            }
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
            for (String name : names) {
                if (name.contains(part)) {
                    return true;
                }
            }
            return false;
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
