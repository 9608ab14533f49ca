package dev.ephemint.shape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.ephemint.config.ConfigNode;

/**
 * Finds the property that an environment variable means. Letters alone cannot tell: {@code SUPPORT_AGENT_EXPIRES_AFTER} has
 * three underscores, one a dash, one a dot, one itself.
 */
public final class EnvironmentPath {

    private EnvironmentPath() {}

    /**
     * The path below {@code shape}, such as {@code presets.support-agent.expires_after}.
     *
     * @param suffix the variable's name from there on
     * @param known what is set already, which gives the names that {@code shape} leaves free
     */
    public static Optional<String> find(Shape shape, String suffix, Optional<ConfigNode> known) {
        if (shape instanceof Struct struct) {
            return struct.fields().stream()
                    .flatMap(field -> step(field.name(), field.shape(), suffix, known).stream())
                    .findFirst();
        }
        if (shape instanceof Dictionary dictionary && known.orElse(null) instanceof ConfigNode.Branch branch) {
            return branch.children().keySet().stream()
                    .flatMap(name -> step(name, dictionary.value(), suffix, known).stream())
                    .findFirst();
        }
        return variants(shape).stream()
                .flatMap(variant -> find(variant, suffix, known).stream())
                .findFirst();
    }

    private static List<Shape> variants(Shape shape) {
        if (shape instanceof OneOf union) {
            return union.variants();
        }
        return shape instanceof Tagged tagged ? List.copyOf(tagged.variants().values()) : List.of();
    }

    private static Optional<String> step(String name, Shape shape, String suffix, Optional<ConfigNode> known) {
        String spelled = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        if (suffix.equals(spelled)) {
            return Optional.of(name);
        }
        if (!suffix.startsWith(spelled + "_")) {
            return Optional.empty();
        }
        Optional<ConfigNode> child =
                known.flatMap(node -> Optional.ofNullable(children(node).get(name)));
        return find(shape, suffix.substring(spelled.length() + 1), child).map(rest -> name + "." + rest);
    }

    private static Map<String, ConfigNode> children(ConfigNode node) {
        return node instanceof ConfigNode.Branch branch ? branch.children() : Map.of();
    }
}
