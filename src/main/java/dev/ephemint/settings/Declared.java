package dev.ephemint.settings;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigFiles;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.ConfigTree;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Fault.Severity;
import dev.ephemint.config.Faults;
import dev.ephemint.config.YamlFile;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.shape.Credential;
import dev.ephemint.shape.EnvironmentPath;
import dev.ephemint.shape.Json;
import io.smallrye.config.SmallRyeConfig;

/**
 * What the files and variables say below {@code ephemint}, read and checked: what start-up and the lint command have in common.
 *
 * @param tree everything, as text
 * @param own the settings beside the presets
 * @param catalogue the presets
 */
public record Declared(Branch tree, JsonNode own, Catalogue catalogue) {

    /** What has to come from outside, and may so be unset where presets are only checked. */
    private static final Pattern CREDENTIAL_PLACE =
            Pattern.compile(".*\\.(?:authorization|headers\\..+|secret|pepper|api_key)");

    private static final Pattern VARIABLES_ONLY = Pattern.compile("(?:[^$]|\\$\\{[A-Z][A-Z0-9_]*})*");

    /**
     * Reads and checks everything.
     *
     * @param files those that are looked at as their authors wrote them, to find what configuration drops in silence
     * @param clock tells what OpenAI has switched off by now
     * @param faults receives every fault of every preset
     */
    public static Declared read(SmallRyeConfig config, List<YamlFile> files, Clock clock, Faults faults) {
        Branch tree = ConfigTree.read(
                config,
                Settings.ROOT,
                files.stream().flatMap(file -> file.dropped().stream()).toList(),
                (suffix, known) -> EnvironmentPath.find(Settings.WHOLE, suffix, Optional.of(known)),
                leaf -> faults.add(unresolved(leaf)),
                faults);
        new ConfigFiles(config, Settings.ROOT, faults).eachDefinedOnce(Settings.ROOT + "." + Settings.PRESETS);
        Map<String, ConfigNode> own = new LinkedHashMap<>(tree.children());
        ConfigNode presets = own.remove(Settings.PRESETS);
        JsonNode given = Settings.SHAPE
                .read(new Branch(Settings.ROOT, tree.origin(), own), faults)
                .orElseGet(Json.NODES::objectNode);
        Catalogue catalogue = Catalogue.compile(
                presets == null ? new Branch(Settings.ROOT + "." + Settings.PRESETS, "", Map.of()) : presets,
                clock,
                faults);
        faults.relocate(fault -> fault.named(Credential.hide(fault.key())));
        return new Declared(tree, given, catalogue);
    }

    /** Reports presets that their upstream cannot serve. */
    public void checkUpstreams(Faults faults) {
        UpstreamSettings.check(own, catalogue, tree, faults);
    }

    /** Reports what {@code file} sets beside presets: it is compiled when the function is built, and settings come later. */
    public void onlyPresets(String file, Faults faults) {
        tree.children().forEach((name, node) -> {
            if (!name.equals(Settings.PRESETS) && node.origin().equals(file)) {
                faults.error(node, "it is no preset", "set it in application.properties");
            }
        });
    }

    /** How many presets there are, the faulty ones included. */
    public int presets() {
        return tree.children().get(Settings.PRESETS) instanceof Branch presets
                ? presets.children().size()
                : 0;
    }

    /** SmallRye would empty the whole value. */
    private static Fault unresolved(Leaf leaf) {
        boolean fromOutside = CREDENTIAL_PLACE.matcher(leaf.key()).matches()
                && VARIABLES_ONLY.matcher(leaf.written()).matches();
        return new Fault(
                fromOutside ? Severity.UNSET : Severity.ERROR,
                leaf.origin(),
                leaf.key(),
                "an expression ${…} in it has no value",
                fromOutside
                        ? "set the environment variable that it names where the function runs"
                        : "set what it names, give it a default ${name:default}, or write \\${…} for the plain text");
    }
}
