package dev.ephemint.infra;

/** A resource of a template under its logical id. */
record Resource(String id, Node node) {
    String type() {
        return node.get("Type").text();
    }

    String condition() {
        return node.get("Condition").text();
    }

    Node property(String... path) {
        return node.get("Properties").get(path);
    }
}
