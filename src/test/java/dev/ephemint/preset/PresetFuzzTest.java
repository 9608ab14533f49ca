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
import dev.ephemint.Corpus;
import dev.ephemint.Corpus.Seed;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PresetFuzzTest {

    @Provide
    Arbitrary<Seed> seeds() {
        return Arbitraries.of(Corpus.of("preset"));
    }

    @Provide
    Arbitrary<JsonNode> presets() {
        return Bent.json(Corpus.of("preset"));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everySeedCompilesOrIsFaulted(@ForAll @From("seeds") Seed seed) {
        anyCatalogueCompilesOrIsFaulted(seed.tree().orElseThrow());
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
