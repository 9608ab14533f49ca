package dev.ephemint.mint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.Bent;
import dev.ephemint.TestPresets;
import dev.ephemint.access.Caller;
import dev.ephemint.access.Identity;
import dev.ephemint.openai.OpenAi;
import dev.ephemint.openai.ScriptedOpenAi;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class NarrowingFuzzTest {

    private static final Catalogue CATALOGUE = TestPresets.catalogue();
    private static final Preset PRESET = CATALOGUE.find("full-agent").orElseThrow();
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final Caller ADA =
            new Caller(Optional.of(new Identity("i", "ada", Set.of(), Map.of())), Optional.empty(), "");

    @Provide
    Arbitrary<JsonNode> requests() {
        return Bent.json(
                "{\"variables\":{\"customer_name\":\"Ada\",\"order\":\"7\"},\"session\":{\"audio\":{\"output\":{\"voice\":\"cedar\","
                        + "\"speed\":0.9},\"input\":{\"turn_detection\":{\"threshold\":0.3,\"create_response\":false},"
                        + "\"transcription\":{\"language\":\"de\"}}},\"output_modalities\":[\"text\"],\"tool_choice\":\"none\","
                        + "\"max_output_tokens\":99}}",
                "{\"variables\":{\"order\":\"7\"},\"session\":{}}");
    }

    @Property(seed = "20261120007", edgeCases = EdgeCasesMode.NONE)
    void noRequestChangesWhatThePresetDoesNotLetItChange(@ForAll @From("requests") JsonNode request) {
        ObjectNode session = request.path("session") instanceof ObjectNode object ? object : NOTHING;
        Map<String, String> variables = new HashMap<>();
        request.path("variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        JsonNode sent;
        JsonNode base;
        try {
            sent = session(session, variables);
            base = session(NOTHING, variables);
        } catch (Refusal refusal) {
            assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
            return;
        }
        List<String> changed = new ArrayList<>();
        differences(base, sent, "", changed);
        assertThat(changed).allSatisfy(path -> {
            assertThat(PRESET.overrides()).containsKey(path);
            assertThat(PRESET.overrides().get(path).accepts(sent.at("/" + path.replace('.', '/'))))
                    .isTrue();
        });
    }

    @Property(seed = "20261120008")
    void noRequestGetsMoreTimeThanThePresetOrTheCeiling(
            @ForAll @LongRange(min = 10, max = 100_000) long asked, @ForAll @LongRange(min = 10, max = 7200) long ceiling) {
        List<byte[]> sent = new ArrayList<>();
        OpenAi openAi = ScriptedOpenAi.recording(sent);
        new Mint(CATALOGUE, openAi, true, Duration.ofSeconds(ceiling))
                .grant(
                        new TokenRequest(
                                "full-agent", Optional.of(Duration.ofSeconds(asked)), NOTHING, Map.of("order", "7")),
                        ADA);

        assertThat(parse(sent.get(0)).at("/expires_after/seconds").longValue())
                .isEqualTo(Math.min(asked, Math.min(ceiling, 600)))
                .isGreaterThanOrEqualTo(10);
    }

    private static JsonNode session(ObjectNode session, Map<String, String> variables) {
        return parse(Narrowing.session(PRESET, new TokenRequest("full-agent", Optional.empty(), session, variables)));
    }

    private static void differences(JsonNode one, JsonNode other, String path, List<String> changed) {
        if (one.isObject() && other.isObject()) {
            List<String> names = new ArrayList<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .distinct()
                    .forEach(name -> differences(
                            one.path(name), other.path(name), path.isEmpty() ? name : path + "." + name, changed));
        } else if (!one.equals(other)) {
            changed.add(path);
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
