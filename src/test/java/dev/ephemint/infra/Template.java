package dev.ephemint.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/** A CloudFormation or SAM template: its file name, its text and what the text says. */
record Template(String name, String text, Node root) {
    static final Path INFRA = Path.of("infra");

    static Template read(String name) {
        return parse(name, text(INFRA.resolve(name)));
    }

    static Template parse(String name, String text) {
        return new Template(name, text, Node.of(new Yaml(new ShortTags()).<Object>load(text)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isFunctionStack() {
        return name.equals("template.yaml");
    }

    Map<String, Node> parameters() {
        return root.get("Parameters").fields();
    }

    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        root.get("Resources").fields().forEach((id, node) -> resources.add(new Resource(id, node)));
        return resources;
    }

    Stream<Resource> resources(String... types) {
        return resources().stream().filter(r -> List.of(types).contains(r.type()));
    }

    /** The resource under this id; one without properties if there is none. */
    Resource resource(String id) {
        return new Resource(id, root.get("Resources", id));
    }

    /** The function itself, written for SAM or as SAM writes it. */
    Resource function() {
        return resource("TokenFunction");
    }

    /** What is deployed with these parameters, defaults for the others: conditions applied, {@code Fn::If} decided. */
    Template with(Map<String, String> parameters) {
        return new Template(name, text, new Conditions(root, parameters).apply());
    }

    /** Whether the template's rules refuse to be deployed with these parameters, defaults for the others. */
    boolean refuses(Map<String, String> parameters) {
        return new Conditions(root, parameters).refused();
    }
}
