package dev.ephemint.settings;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigFiles;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Fault.Severity;
import dev.ephemint.config.Faults;
import dev.ephemint.config.YamlFile;
import dev.ephemint.openai.ApiKey;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import dev.ephemint.preset.PresetShape;
import dev.ephemint.shape.Struct;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.span;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;

/**
 * What an operator configures, checked and frozen.
 *
 * @param enabled false switches the whole function off
 * @param deadline the longest one request may take from reading it to answering it
 * @param maxLifetime a ceiling over the lifetimes of all presets
 * @param warmUp whether a start opens a connection to OpenAI
 * @param baseUrl where OpenAI is, without a slash at the end
 * @param apiKey the key that client secrets are minted with
 * @param catalogue the presets
 * @param protection what stands between callers and the bill
 */
public record Settings(
        boolean enabled,
        Duration deadline,
        Duration maxLifetime,
        boolean warmUp,
        URI baseUrl,
        ApiKey apiKey,
        Catalogue catalogue,
        ProtectionSettings protection) {

    /** The prefix of all settings. */
    public static final String ROOT = "ephemint";

    private static final String BASE_URL = "quarkus.rest-client.openai.url";
    static final String PRESETS = "presets";

    private static final Struct OPENAI = struct(field("api_key", text(), "The API key; default ${OPENAI_API_KEY}."));

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
            field("openai", OPENAI, "How OpenAI is reached.")));

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
        Settings settings = new Settings(
                given.path("enabled").asBoolean(true),
                Duration.ofMillis(given.path("deadline").asLong(8_000)),
                Duration.ofMillis(given.path("max_expires_after").asLong(Preset.MAX_LIFETIME.toMillis())),
                given.path("warm_up").asBoolean(true),
                baseUrl(config, faults),
                apiKey(config, given, declared.tree().children(), faults),
                catalogue,
                ProtectionSettings.read(config, given, catalogue, faults));
        faults.relocate(fault -> YamlFile.locate(fault, files));
        return settings;
    }

    private static ApiKey apiKey(SmallRyeConfig config, JsonNode given, Map<String, ConfigNode> own, Faults faults) {
        String property = ROOT + ".openai.api_key";
        Optional<String> key = Optional.ofNullable(
                        given.path("openai").path("api_key").textValue())
                .or(() -> config.getOptionalValue("OPENAI_API_KEY", String.class));
        Leaf place = own.containsKey("openai")
                ? new Leaf(property, own.get("openai").origin(), "")
                : new Leaf(property, "", "");
        if (key.isEmpty()) {
            faults.error(place, "there is no API key", "set the environment variable OPENAI_API_KEY");
            return ApiKey.NONE;
        }
        Optional<String> wrong = ApiKey.fault(key.get());
        wrong.ifPresent(fault -> faults.error(place, fault, "give the key itself, as OpenAI shows it"));
        return wrong.isPresent() ? ApiKey.NONE : new ApiKey(key.get());
    }

    private static URI baseUrl(SmallRyeConfig config, Faults faults) {
        ConfigValue value = config.getConfigValue(BASE_URL);
        String text = value.getValue() == null ? "" : value.getValue().replaceFirst("/+$", "");
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || isLoopback(url))) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            // reported below, with every other text that is no usable URL
        }
        faults.add(
                new Fault(
                        Severity.ERROR,
                        "",
                        BASE_URL,
                        "it is not the base URL of a safe server",
                        "give a URL that starts with https:// (http:// only for this machine), such as https://api.openai.com"));
        return URI.create("https://api.openai.com");
    }

    private static boolean isLoopback(URI url) {
        return "http".equals(url.getScheme())
                && (url.getHost().equals("localhost")
                        || url.getHost().equals("[::1]")
                        || url.getHost().matches("127(\\.[0-9]{1,3}){3}"));
    }
}
