package dev.ephemint.preset;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.ephemint.Rewritten;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.Shapes;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceholdersTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    private static final Map<String, String> VALUES = Map.of("name", "{{order}} $1 \\", "order", "", "a_1", "{{");

    @Provide
    Arbitrary<String> texts() {
        return Rewritten.texts(
                "Greet {{name}}, who asks about order {{ order }}.",
                "{{{name}}}",
                "{{name}}{{name}}",
                "{{\n\ta_1 }}",
                "{{1}} {{other}}",
                "{{name",
                "");
    }

    @Example
    void eachIsFilledOnceAndTheUnknownStay() {
        String text = "{{name}}: {{ order}}{{other}} {{na me}}";
        assertThat(Placeholders.in(text)).isEqualTo(Set.of("name", "order", "other"));
        assertThat(Placeholders.fill(text, VALUES)).isEqualTo("{{order}} $1 \\: {{other}} {{na me}}");
    }

    @Example
    void instructionsThatACallerChoseAreFilledToo() throws IOException {
        SessionTemplate template = new SessionTemplate(Json.NODES.objectNode().put("instructions", "Greet {{name}}."));
        OverrideRule rule = new OverrideRule(List.of("instructions"), Shapes.text(), new OverrideRule.Bound.Any());
        byte[] session = template.bytes(Map.of(rule, Json.NODES.textNode("Thank {{name}}.")), Map.of("name", "Ada"));
        assertThat(Json.parse(session).path("instructions").asText()).isEqualTo("Thank Ada.");
    }

    @Property(seed = "20261162019", tries = 5000)
    void theyAreFilledAsByReplacement(@ForAll @From("texts") String text) {
        assertThat(Placeholders.fill(text, VALUES))
                .isEqualTo(PLACEHOLDER
                        .matcher(text)
                        .replaceAll(
                                match -> Matcher.quoteReplacement(VALUES.getOrDefault(match.group(1), match.group()))));
    }
}
