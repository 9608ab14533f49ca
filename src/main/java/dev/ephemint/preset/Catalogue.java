package dev.ephemint.preset;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;

/** Every preset by name, frozen. */
public final class Catalogue {

    /** No presets. */
    public static final Catalogue EMPTY = new Catalogue(Map.of());

    private final Map<String, Preset> presets;

    private Catalogue(Map<String, Preset> presets) {
        this.presets = Map.copyOf(presets);
    }

    /**
     * Compiles all presets.
     *
     * @param presets the configuration below {@code ephemint.presets}
     * @param clock tells what OpenAI has switched off by now
     * @param faults receives every fault of every preset
     */
    public static Catalogue compile(ConfigNode presets, Clock clock, Faults faults) {
        LocalDate today = LocalDate.now(clock);
        Map<String, Preset> compiled = new TreeMap<>();
        PresetShape.PRESETS.checkNames(presets, faults);
        if (presets instanceof ConfigNode.Branch branch) {
            branch.children().forEach((name, node) -> PresetCompiler.compile(name, node, today, faults)
                    .ifPresent(preset -> compiled.put(name, preset)));
        }
        return new Catalogue(compiled);
    }

    /** These presets and {@code others}. */
    public Catalogue with(Catalogue others) {
        if (others.presets.isEmpty()) {
            return this;
        }
        Map<String, Preset> both = new HashMap<>(presets);
        both.putAll(others.presets);
        return new Catalogue(both);
    }

    /** The preset called exactly {@code name}. */
    public Optional<Preset> find(String name) {
        return Optional.ofNullable(presets.get(name));
    }

    /** Every preset. */
    public Collection<Preset> all() {
        return presets.values();
    }

    /** How many presets there are. */
    public int size() {
        return presets.size();
    }
}
