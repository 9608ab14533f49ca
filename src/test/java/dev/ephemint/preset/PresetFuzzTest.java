package dev.ephemint.preset;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.Bent;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PresetFuzzTest {

    private static final String AGENT = """
            {"agent": {"expires_after": "60s", "reveal": "session", "access": {"scopes": ["a"], "claims": {"g": ["x"]}, "origins": ["https://a.test"]},
              "overrides": [{"path": "audio.output.voice", "one_of": ["marin", "cedar"]}, {"path": "audio.output.speed", "min": "0.8", "max": "1.2"},
                {"path": "audio.input.transcription.language", "pattern": "[a-z]{2}", "max_length": "2"}],
              "variables": {"name": {"max_length": "40", "pattern": "[a-z]+", "default": "there"}},
              "realtime": {"model": "gpt-realtime-2.1", "instructions": "Hello {{name}}", "max_output_tokens": "inf",
                "audio": {"input": {"turn_detection": {"type": "semantic_vad", "eagerness": "auto"}, "transcription": {"model": "gpt-transcribe"}},
                  "output": {"voice": "marin"}}, "tools": [{"type": "function", "name": "f", "parameters": "{\\"type\\":\\"object\\"}"}],
                "extra": "{\\"new\\": 1}"}}}""";

    private static final String OTHERS = """
            {"a": {"transcription": {"audio": {"input": {"transcription": {"model": "gpt-live-transcribe"}, "turn_detection": {"type": "none"}}}}},
             "b": {"translation": {"model": "gpt-realtime-translate", "audio": {"output": {"language": "es"}}}},
             "c": {"enabled": "false", "legacy_realtime": {"model": "gpt-4o-realtime-preview", "temperature": "0.8"}},
             "d": {"legacy_transcription": {"input_audio_format": "pcm16"}}}""";

    @Provide
    Arbitrary<JsonNode> presets() {
        return Bent.json(AGENT, OTHERS);
    }

    @Property(seed = "20261146441", edgeCases = EdgeCasesMode.NONE)
    void anyCatalogueCompilesOrIsFaulted(@ForAll @From("presets") JsonNode tree) {
        ConfigNode config = node("ephemint.presets", tree);
        Faults faults = new Faults();

        Catalogue catalogue =
                Catalogue.compile(config, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC), faults);

        if (faults.none() && config instanceof ConfigNode.Branch branch) {
            assertThat(catalogue.size()).isEqualTo(branch.children().size());
        }
        assertThat(faults.all())
                .allSatisfy(fault -> assertThat(fault.toString()).isNotBlank());
    }

    /** As the configuration would hold it: text at the leaves, null as nothing. */
    private static ConfigNode node(String key, JsonNode tree) {
        if (tree.isObject()) {
            Map<String, ConfigNode> children = new LinkedHashMap<>();
            tree.properties()
                    .forEach(entry -> children.put(entry.getKey(), node(key + "." + entry.getKey(), entry.getValue())));
            return new ConfigNode.Branch(key, "", children);
        }
        if (tree.isArray()) {
            List<ConfigNode> items = new ArrayList<>();
            tree.forEach(item -> items.add(node(key + "[" + items.size() + "]", item)));
            return new ConfigNode.Sequence(key, "", items);
        }
        return new ConfigNode.Leaf(key, "", tree.asText());
    }
}
