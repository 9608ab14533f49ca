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

    /**
     * A single value.
     *
     * @param text the value, expressions replaced; may be empty
     * @param written what the file says, expressions and all; empty where the value comes from outside any file
     * @param resolved false where an expression in it has no value; a fault by itself, so nothing else is said about it
     */
    record Leaf(String key, String origin, String text, String written, boolean resolved) implements ConfigNode {

        /** A value without expressions. */
        public Leaf(String key, String origin, String text) {
            this(key, origin, text, text, true);
        }

        /** This value with another text, such as one item of a list in a single line. */
        public Leaf with(String other) {
            return new Leaf(key, origin, other, written, resolved);
        }

        @Override
        public String form() {
            return text.isEmpty() ? "empty" : "a single value";
        }

        /** Leaves may hold credentials: only the place is ever printed. */
        @Override
        public String toString() {
            return key;
        }
    }

    /** A null or an empty group in a file, which configuration leaves out in silence. */
    record Empty(String key, String origin) implements ConfigNode {
        @Override
        public String form() {
            return "empty";
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
