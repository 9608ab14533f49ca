package dev.ephemint.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.ephemint.config.ConfigNode.Empty;
import dev.ephemint.config.Fault.Severity;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as its author wrote it. Configuration lets the later of two equal keys win and drops nulls and empty groups, all
 * without a word: here they are found, and the line on which each key stands.
 */
public final class YamlFile {

    private final String origin;
    private final String root;
    private final List<String> profiles;
    private final Faults faults;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Empty> dropped = new ArrayList<>();
    private final Set<Node> above = new HashSet<>();

    private YamlFile(String origin, String root, List<String> profiles, Faults faults) {
        this.origin = origin;
        this.root = root;
        this.profiles = profiles;
        this.faults = faults;
    }

    /**
     * Reads {@code file}.
     *
     * @param root the key under which the author's settings stand; whatever stands beside it is not looked at
     * @param profiles the active profiles; what a file has for others is not looked at
     * @param faults receives keys that are written twice, and text that is no YAML
     */
    public static YamlFile read(Path file, String root, List<String> profiles, Faults faults) {
        String origin = file.toString();
        try {
            return parse(origin, Files.readString(file, StandardCharsets.UTF_8), root, profiles, faults);
        } catch (IOException e) {
            faults.add(new Fault(Severity.ERROR, origin, root, "the file cannot be read", "give a file in UTF-8"));
            return new YamlFile(origin, root, profiles, faults);
        }
    }

    /** As {@link #read}, from text that {@code origin} names. */
    public static YamlFile parse(String origin, String text, String root, List<String> profiles, Faults faults) {
        YamlFile file = new YamlFile(origin, root, profiles, faults);
        try (Reader reader = new StringReader(text)) {
            Set<String> seen = new HashSet<>();
            for (Node document : new Yaml().composeAll(reader)) {
                if (document instanceof MappingNode top) {
                    file.top(top, seen);
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            file.invalid(line, e.getProblem());
        } catch (YAMLException | IOException e) {
            file.invalid(1, "odd characters");
        }
        return file;
    }

    /** Whether it has nothing below the root key, as far as its profiles are active. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Nulls and empty groups, which configuration leaves out. */
    public List<Empty> dropped() {
        return List.copyOf(dropped);
    }

    /** The file, with the line of {@code key} or of the nearest group around it that stands in the file. */
    public String place(String key) {
        String at = key;
        while (!at.isEmpty()) {
            if (lines.containsKey(at)) {
                return at(lines.get(at));
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return origin;
    }

    /** {@code fault} with the line of its key, where one of {@code files} is its origin. */
    public static Fault locate(Fault fault, List<YamlFile> files) {
        return files.stream()
                .filter(file -> file.origin.equals(fault.origin()))
                .findFirst()
                .map(file -> fault.at(file.place(fault.key())))
                .orElse(fault);
    }

    private String at(int line) {
        return origin + ":" + line;
    }

    private void invalid(int line, String problem) {
        faults.add(new Fault(Severity.ERROR, at(line), root, "it is no YAML: " + problem, "mind indents and quotes"));
    }

    /** Documents of one file are laid over each other, so {@code seen} is one for all of them. */
    private void top(MappingNode top, Set<String> seen) {
        for (NodeTuple tuple : top.getValue()) {
            String key = key(tuple);
            if (key.equals(root)) {
                once(seen, root, tuple);
                visit(root, tuple.getKeyNode(), tuple.getValueNode());
            } else if (key.startsWith("%")
                    && List.of(key.substring(1).split(",")).stream().anyMatch(profiles::contains)
                    && tuple.getValueNode() instanceof MappingNode section) {
                top(section, new HashSet<>());
            }
        }
    }

    private void visit(String path, Node place, Node value) {
        if (!above.add(value)) {
            return;
        }
        lines.put(path, line(place));
        if (value instanceof MappingNode group) {
            if (group.getValue().isEmpty()) {
                dropped.add(new Empty(path, at(line(place))));
            }
            group(path, group);
        } else if (value instanceof SequenceNode list) {
            int index = 0;
            for (Node item : list.getValue()) {
                visit(path + "[" + index++ + "]", item, item);
            }
        } else if (value.getTag().equals(Tag.NULL)) {
            dropped.add(new Empty(path, at(line(place))));
        }
        above.remove(value);
    }

    private void group(String path, MappingNode group) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : group.getValue()) {
            if (!tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                String below = path + "." + quoted(key(tuple));
                once(seen, below, tuple);
                visit(below, tuple.getKeyNode(), tuple.getValueNode());
            }
        }
    }

    private void once(Set<String> seen, String path, NodeTuple tuple) {
        if (!seen.add(path)) {
            faults.add(new Fault(
                    Severity.ERROR,
                    at(line(tuple.getKeyNode())),
                    path,
                    "it is written twice, first on line " + lines.get(path),
                    "keep one of them"));
        }
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** As SmallRye spells a key with a dot in it. */
    private static String quoted(String key) {
        return key.indexOf('.') < 0 ? key : '"' + key + '"';
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
