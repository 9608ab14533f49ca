package dev.ephemint.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Empty;
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

    /** Says what it means that an expression in a value has no value. */
    @FunctionalInterface
    public interface Unresolved {
        /** {@code leaf} has such an expression; its text is empty. */
        void found(Leaf leaf);
    }

    private final Faults faults;

    private ConfigTree(Faults faults) {
        this.faults = faults;
    }

    /**
     * Everything set below {@code root}, sorted by name so that faults come in a stable order.
     *
     * @param dropped what the files have and configuration leaves out in silence: nulls and empty groups
     * @param variables finds the property that a variable such as {@code EPHEMINT_PRESETS_A_B_ENABLED} means
     * @param unresolved receives values with an expression that has no value
     * @param faults receives names that cannot be read
     */
    public static Branch read(
            SmallRyeConfig config,
            String root,
            List<Empty> dropped,
            EnvironmentNames variables,
            Unresolved unresolved,
            Faults faults) {
        String prefix = root + ".";
        TreeMap<String, ConfigValue> values = new TreeMap<>();
        TreeMap<String, ConfigValue> ambiguous = new TreeMap<>();
        config.getPropertyNames().forEach(name -> {
            if (name.startsWith(prefix)) {
                ConfigValue value = config.getConfigValue(name);
                (isGuessed(name, value) ? ambiguous : values).put(name, value);
            }
        });
        Branch known = new ConfigTree(new Faults()).of(leaves(values), List.of(), root);
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
        TreeMap<String, Placed> leaves = leaves(values);
        leaves.values().stream()
                .map(Placed::leaf)
                .filter(leaf -> !leaf.resolved() && !leaves.containsKey(leaf.key() + "[0]"))
                .forEach(unresolved::found);
        List<Empty> empty = dropped.stream()
                .filter(each -> each.key().startsWith(prefix) && !isSet(each.key(), leaves))
                .toList();
        return new ConfigTree(faults).of(leaves, empty, root);
    }

    /** A value, and how much its source weighs against others. */
    private record Placed(Leaf leaf, int ordinal) {}

    private static TreeMap<String, Placed> leaves(Map<String, ConfigValue> values) {
        TreeMap<String, Placed> leaves = new TreeMap<>();
        values.forEach(
                (name, value) -> leaves.put(name, new Placed(leaf(name, value), value.getConfigSourceOrdinal())));
        return leaves;
    }

    private static Leaf leaf(String name, ConfigValue value) {
        boolean resolved = value.getValue() != null || value.getRawValue() == null;
        String raw = value.getRawValue() == null ? "" : value.getRawValue();
        return new Leaf(
                name,
                Origin.of(value),
                value.getValue() == null ? "" : value.getValue(),
                Origin.isFile(value.getConfigSourceName()) ? raw : "",
                resolved);
    }

    /** Whether a source, such as an environment variable, fills what a file leaves empty. */
    private static boolean isSet(String key, TreeMap<String, Placed> leaves) {
        return leaves.containsKey(key)
                || !leaves.subMap(key + ".", key + "/").isEmpty()
                || !leaves.subMap(key + "[", key + "\\").isEmpty();
    }

    private Branch of(Map<String, Placed> leaves, List<Empty> dropped, String root) {
        Growing top = new Growing();
        leaves.values().forEach(placed -> at(top, placed.leaf(), root).ifPresent(place -> {
            place.leaf = Optional.of(placed.leaf());
            place.ordinal = placed.ordinal();
        }));
        dropped.forEach(empty -> at(top, empty, root).ifPresent(place -> place.empty = Optional.of(empty)));
        return top.names.isEmpty() ? new Branch(root, "", Map.of()) : (Branch) freeze(top, root);
    }

    /** SmallRye turns each underscore of a variable that matches no known name into a dot. */
    private static boolean isGuessed(String name, ConfigValue value) {
        return ENVIRONMENT.equals(value.getConfigSourceName())
                && name.chars().allMatch(c -> c == '.' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    /** Where {@code node} belongs below {@code top}; empty after reporting that its name cannot be read. */
    private Optional<Growing> at(Growing top, ConfigNode node, String root) {
        Optional<List<Step>> steps = PropertyName.steps(node.key().substring(root.length() + 1));
        if (steps.isEmpty() || steps.get().isEmpty()) {
            faults.error(node, "the name cannot be read", "close every bracket and quote");
            return Optional.empty();
        }
        Growing at = top;
        for (Step step : steps.get()) {
            at = step instanceof Step.Name named
                    ? at.names.computeIfAbsent(named.name(), key -> new Growing())
                    : at.items.computeIfAbsent(((Step.Index) step).index(), key -> new Growing());
        }
        return Optional.of(at);
    }

    private ConfigNode freeze(Growing node, String key) {
        if (node.names.isEmpty() && node.items.isEmpty()) {
            return node.leaf.<ConfigNode>map(leaf -> leaf).or(() -> node.empty).orElseGet(() -> new Empty(key, ""));
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
        boolean dropped = node.items.values().stream().anyMatch(item -> item.empty.isPresent());
        if (node.leaf.isPresent() && node.ordinal > itemOrdinal && !dropped) {
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
        private Optional<Empty> empty = Optional.empty();
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
