package dev.ephemint.infra;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A value in a template: a mapping, a list, a scalar, or nothing. A path that leads nowhere gives nothing. */
record Node(Object value) {
    private static final Node NOTHING = new Node("");

    static Node of(Object value) {
        return value == null ? NOTHING : new Node(value);
    }

    boolean present() {
        return !"".equals(value);
    }

    boolean isList() {
        return value instanceof List;
    }

    Node get(String... path) {
        Node node = this;
        for (String key : path) {
            node = node.value instanceof Map<?, ?> map ? of(map.get(key)) : NOTHING;
        }
        return node;
    }

    /** The fields of a mapping in the order of the file; empty for anything else. */
    Map<String, Node> fields() {
        Map<String, Node> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(key.toString(), of(field)));
        }
        return fields;
    }

    /** The items of a list; empty for anything else. */
    List<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::of).toList() : List.of();
    }

    /** The items of a list, or the one value that stands where a list may. */
    List<Node> oneOrMore() {
        return isList() ? items() : present() ? List.of(this) : List.of();
    }

    /** A scalar as text; empty for anything else. */
    String text() {
        return value instanceof Map || value instanceof Collection ? "" : value.toString();
    }

    List<String> texts() {
        return items().stream().map(Node::text).toList();
    }

    String ref() {
        return get("Ref").text();
    }

    /** The logical id of {@code Fn::GetAtt}. */
    String attributeOf() {
        return get("Fn::GetAtt").items().stream().findFirst().orElse(NOTHING).text();
    }

    /** The text of {@code Fn::Sub}, with or without variables of its own; a scalar as it is. */
    String template() {
        Node sub = get("Fn::Sub");
        return sub.isList() ? sub.items().get(0).text() : sub.present() ? sub.text() : text();
    }

    /** This node and all below it. */
    Stream<Node> walk() {
        Stream<Node> below = isList() ? items().stream() : fields().values().stream();
        return Stream.concat(Stream.of(this), below.flatMap(Node::walk));
    }
}
