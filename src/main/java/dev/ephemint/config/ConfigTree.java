package dev.ephemint.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.ConfigNode.Sequence;
import dev.ephemint.config.PropertyName.Step;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/**
 * Reads one subtree of SmallRye Config whole. Profiles, expressions, further locations and environment variables have
 * done their work by then: what is left is text with a place of origin.
 */
public final class ConfigTree {

    private static final String ENVIRONMENT = "EnvConfigSource";

    /** Knows which property an environment variable means, where the letters alone cannot tell. */
    @FunctionalInterface
    public interface EnvironmentNames {
        /**
         * The property path below the root for {@code suffix}.
         *
         * @param suffix the variable's name without the root, such as {@code PRESETS_SUPPORT_AGENT_ENABLED}
         * @param known what the other sources have set
         */
        Optional<String> path(String suffix, Branch known);
    }

    private final Faults faults;

    private ConfigTree(Faults faults) {
        this.faults = faults;
    }

    /**
     * Everything set below {@code root}, sorted by name so that faults come in a stable order.
     *
     * @param variables finds the property that a variable such as {@code EPHEMINT_PRESETS_A_B_ENABLED} means
     * @param faults receives names that cannot be read and expressions that cannot be resolved
     */
    public static Branch read(SmallRyeConfig config, String root, EnvironmentNames variables, Faults faults) {
        String prefix = root + ".";
        TreeMap<String, ConfigValue> values = new TreeMap<>();
        TreeMap<String, ConfigValue> ambiguous = new TreeMap<>();
        config.getPropertyNames().forEach(name -> {
            if (name.startsWith(prefix)) {
                ConfigValue value = config.getConfigValue(name);
                (isGuessed(name, value) ? ambiguous : values).put(name, value);
            }
        });
        Branch known = new ConfigTree(new Faults()).of(values, root);
        ambiguous.forEach((name, value) -> {
            String suffix = name.substring(prefix.length()).replace('.', '_').toUpperCase(Locale.ROOT);
            variables
                    .path(suffix, known)
                    .ifPresentOrElse(
                            path -> values.put(prefix + path, value),
                            () -> faults.warning(
                                    new Leaf(root.toUpperCase(Locale.ROOT) + "_" + suffix, Origin.of(value), ""),
                                    "it names no setting",
                                    "check the spelling, or remove it"));
        });
        return new ConfigTree(faults).of(values, root);
    }

    private Branch of(Map<String, ConfigValue> values, String root) {
        Growing top = new Growing();
        values.forEach((name, value) -> place(top, value, name, name.substring(root.length() + 1)));
        return top.names.isEmpty() ? new Branch(root, "", Map.of()) : (Branch) freeze(top, root);
    }

    /** SmallRye turns each underscore of a variable that matches no known name into a dot. */
    private static boolean isGuessed(String name, ConfigValue value) {
        return ENVIRONMENT.equals(value.getConfigSourceName())
                && name.chars().allMatch(c -> c == '.' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    private void place(Growing top, ConfigValue value, String name, String below) {
        Leaf leaf = new Leaf(name, Origin.of(value), value.getValue() == null ? "" : value.getValue());
        if (value.getValue() == null && value.getRawValue() != null) {
            faults.error(
                    leaf,
                    "an expression ${…} in it has no value",
                    "set what it names, give it a default ${name:default}, or write \\${…} for the plain text");
        }
        Optional<List<Step>> steps = PropertyName.steps(below);
        if (steps.isEmpty() || steps.get().isEmpty()) {
            faults.error(leaf, "the name cannot be read", "close every bracket and quote");
            return;
        }
        Growing at = top;
        for (Step step : steps.get()) {
            at = step instanceof Step.Name named
                    ? at.names.computeIfAbsent(named.name(), key -> new Growing())
                    : at.items.computeIfAbsent(((Step.Index) step).index(), key -> new Growing());
        }
        at.leaf = Optional.of(leaf);
        at.ordinal = value.getConfigSourceOrdinal();
    }

    private ConfigNode freeze(Growing node, String key) {
        if (node.names.isEmpty() && node.items.isEmpty()) {
            return node.leaf.orElseGet(() -> new Leaf(key, "", ""));
        }
        if (!node.items.isEmpty()) {
            return list(node, key);
        }
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        node.names.forEach((name, child) -> children.put(name, freeze(child, key + "." + quoted(name))));
        String origin = children.values().iterator().next().origin();
        Branch branch = new Branch(key, origin, children);
        node.leaf
                .filter(leaf -> !leaf.text().isEmpty())
                .ifPresent(leaf -> faults.error(
                        leaf,
                        "it is both a single value and a group of keys",
                        "keep one of them (keys below it: " + String.join(", ", children.keySet()) + ")"));
        return branch;
    }

    /** SmallRye gives a list of plain values twice, joined and item by item: the later source wins, else the items. */
    private ConfigNode list(Growing node, String key) {
        int itemOrdinal =
                node.items.values().stream().mapToInt(Growing::highest).max().orElse(Integer.MIN_VALUE);
        if (node.leaf.isPresent() && node.ordinal > itemOrdinal) {
            return node.leaf.get();
        }
        List<ConfigNode> items = new ArrayList<>();
        node.items.forEach((index, item) -> items.add(freeze(item, key + "[" + index + "]")));
        Sequence sequence = new Sequence(key, items.get(0).origin(), items);
        if (node.items.size() - 1 != ((TreeMap<Integer, Growing>) node.items).lastKey()) {
            faults.error(sequence, "an item of the list is missing", "number the items from 0 without a gap");
        }
        if (!node.names.isEmpty()) {
            faults.error(
                    sequence,
                    "it is both a list and a group of keys",
                    "keep one of them (keys below it: " + String.join(", ", node.names.keySet()) + ")");
        }
        return sequence;
    }

    private static String quoted(String name) {
        return name.indexOf('.') < 0 && name.indexOf('[') < 0 ? name : '"' + name + '"';
    }

    /** A node while the tree is being built. */
    private static final class Growing {
        private final Map<String, Growing> names = new LinkedHashMap<>();
        private final Map<Integer, Growing> items = new TreeMap<>();
        private Optional<Leaf> leaf = Optional.empty();
        private int ordinal = Integer.MIN_VALUE;

        private int highest() {
            int highest = ordinal;
            for (Growing child : names.values()) {
                highest = Math.max(highest, child.highest());
            }
            for (Growing child : items.values()) {
                highest = Math.max(highest, child.highest());
            }
            return highest;
        }
    }
}
