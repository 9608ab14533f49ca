package dev.ephemint.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigFiles;
import dev.ephemint.config.Faults;
import dev.ephemint.config.YamlFile;
import dev.ephemint.openai.Provider;
import dev.ephemint.openai.Upstream;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import dev.ephemint.preset.PresetShape;
import dev.ephemint.shape.Struct;
import io.smallrye.config.SmallRyeConfig;

import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.span;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;
import static java.util.stream.Collectors.toSet;

/**
 * What an operator configures, checked and frozen.
 *
 * @param enabled false switches the whole function off
 * @param deadline the longest one request may take from reading it to answering it
 * @param maxLifetime a ceiling over the lifetimes of all presets
 * @param warmUp whether a start opens a connection to the upstream
 * @param metrics whether each request is counted in CloudWatch
 * @param metricsNamespace where CloudWatch shows them
 * @param preflight whether the models of presets are asked for at OpenAI
 * @param upstreams where client secrets are minted
 * @param catalogue the presets
 * @param protection what stands between callers and the bill
 */
public record Settings(
        boolean enabled,
        Duration deadline,
        Duration maxLifetime,
        boolean warmUp,
        boolean metrics,
        String metricsNamespace,
        boolean preflight,
        List<Upstream> upstreams,
        Catalogue catalogue,
        ProtectionSettings protection) {

    /** The prefix of all settings. */
    public static final String ROOT = "ephemint";

    static final String PRESETS = "presets";

    static final Struct SHAPE = ProtectionSettings.in(struct(
            field("enabled", flag(), "False answers every request with 503; default true."),
            field(
                    "deadline",
                    span(Duration.ofMillis(100), Duration.ofSeconds(25)),
                    "The longest one request may take; below the function's time-out; default 8s."),
            field(
                    "max_expires_after",
                    span(Preset.MIN_LIFETIME, Preset.MAX_LIFETIME),
                    "A ceiling over the lifetimes of all presets; default 2h."),
            field("warm_up", flag(), "Whether a start opens a connection to OpenAI, without the key; default true."),
            field(
                    "metrics",
                    struct(
                            field("enabled", flag(), "Write a line of CloudWatch metrics a request; default true."),
                            field(
                                    "namespace",
                                    text("a CloudWatch namespace", "[A-Za-z0-9_.#:/-]{1,255}"),
                                    "Where CloudWatch shows them; default Ephemint.")),
                    "What is counted."),
            field("preflight", flag(), "Ask OpenAI whether it has the presets' models, and warn; default false."),
            field(UpstreamSettings.OPENAI, UpstreamSettings.OPENAI_SHAPE, "How OpenAI is reached."),
            field(UpstreamSettings.UPSTREAMS, UpstreamSettings.UPSTREAMS_SHAPE, "Further upstreams, by name.")));

    /** Everything below {@code ephemint}, the presets included. */
    public static final Struct WHOLE = SHAPE.with(field(PRESETS, PresetShape.PRESETS, "The presets, by name."));

    /** Reads and checks everything, for a function that is built without presets. */
    static Settings read(SmallRyeConfig config, Clock clock, Faults faults) {
        return read(config, Bundle.NONE, clock, faults);
    }

    /**
     * Reads and checks everything.
     *
     * @param bundle the presets that the function is built with
     * @param clock tells what OpenAI has switched off by now
     * @param faults receives every fault; where one stops start-up, the settings must not be used
     */
    public static Settings read(SmallRyeConfig config, Bundle bundle, Clock clock, Faults faults) {
        List<YamlFile> files = new ArrayList<>(new ConfigFiles(config, ROOT, faults).announced());
        boolean touched = bundle.isTouchedBy(config);
        SmallRyeConfig whole = touched ? bundle.allUnder(config) : bundle.needyUnder(config);
        if (touched) {
            files.add(bundle.file(config.getProfiles(), faults));
        }
        Catalogue compiled = touched ? Catalogue.EMPTY : bundle.compiled(clock, faults);
        Declared declared = Declared.read(whole, files, clock, faults);
        declared.onlyPresets(Bundle.FILE, faults);
        JsonNode given = declared.own();
        Catalogue catalogue = compiled.with(declared.catalogue());
        UpstreamSettings.check(given, catalogue, declared.tree(), faults);
        SafeTransport.check(config, faults);
        Settings settings = new Settings(
                given.path("enabled").asBoolean(true),
                Duration.ofMillis(given.path("deadline").asLong(8_000)),
                Duration.ofMillis(given.path("max_expires_after").asLong(Preset.MAX_LIFETIME.toMillis())),
                given.path("warm_up").asBoolean(true),
                given.path("metrics").path("enabled").asBoolean(true),
                given.path("metrics").path("namespace").asText("Ephemint"),
                given.path("preflight").asBoolean(false),
                new UpstreamSettings(config, faults).read(given, declared.tree().children(), catalogue),
                catalogue,
                ProtectionSettings.read(config, given, catalogue, faults));
        faults.relocate(fault -> YamlFile.locate(fault, files));
        return settings;
    }

    /** The models that presets name, by upstream; without Azure, where a model is a deployment and not to be asked for. */
    public Map<String, Set<String>> models() {
        Map<String, Set<String>> models = new TreeMap<>();
        Set<String> asked = upstreams.stream()
                .filter(upstream -> upstream.provider() == Provider.OPENAI)
                .map(Upstream::name)
                .collect(toSet());
        catalogue.all().stream()
                .filter(preset -> asked.contains(preset.upstream()))
                .forEach(preset -> models.computeIfAbsent(preset.upstream(), name -> new TreeSet<>())
                        .addAll(preset.session().models()));
        return models;
    }
}
