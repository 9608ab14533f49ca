package dev.ephemint.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/**
 * A fault, planted by replacing a piece of a template's text; {@code mutations.yaml} lists them.
 *
 * @param fault what is wrong afterwards
 * @param file the template
 * @param text what is replaced; it stands in the template exactly once
 * @param replacement what stands there instead
 * @param caughtBy the name of the check that must notice
 */
record Mutation(String fault, String file, String text, String replacement, String caughtBy) {
    static Stream<Mutation> all() {
        try (InputStream table = Mutation.class.getResourceAsStream("mutations.yaml")) {
            return Node.of(new Yaml(new ShortTags()).<Object>load(table)).fields().entrySet().stream()
                    .flatMap(group -> group.getValue().items().stream().map(row -> of(row, group.getKey())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutation of(Node row, String caughtBy) {
        var columns = row.texts();
        return new Mutation(columns.get(1), columns.get(0), columns.get(2), columns.get(3), caughtBy);
    }

    /** The template with the fault. */
    Template apply() {
        String original = Template.text(Template.INFRA.resolve(file));
        int at = original.indexOf(text);
        if (at < 0 || original.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException("\"" + text + "\" does not stand exactly once in " + file);
        }
        return Template.parse(file, original.replace(text, replacement));
    }

    @Override
    public String toString() {
        return file + ": " + fault;
    }
}
