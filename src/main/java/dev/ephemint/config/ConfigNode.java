package dev.ephemint.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One place in the configuration: a text, a group of named nodes, or a list. Config knows no other types. */
public sealed interface ConfigNode {

    /** The full property name, as an operator would write it. */
    String key();

    /** Where the node was set: a file, an environment variable, a system property. */
    String origin();

    /** What the node looks like, for messages. */
    String form();

    /** A single value; {@code text} may be empty but is never null. */
    record Leaf(String key, String origin, String text) implements ConfigNode {
        @Override
        public String form() {
            return "a single value";
        }

        /** Leaves may hold credentials: only the place is ever printed. */
        @Override
        public String toString() {
            return key;
        }
    }

    /** Named children, in the order in which they were found. */
    record Branch(String key, String origin, Map<String, ConfigNode> children) implements ConfigNode {
        public Branch {
            children = Collections.unmodifiableMap(children);
        }

        @Override
        public String form() {
            return "a group of keys";
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /** Items in order; gaps in the numbering are a fault of the configuration and never reach this type. */
    record Sequence(String key, String origin, List<ConfigNode> items) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String form() {
            return "a list";
        }

        @Override
        public String toString() {
            return key;
        }
    }
}
