package dev.ephemint.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.Fault.Severity;
import dev.ephemint.config.Faults;
import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin;
import dev.ephemint.openai.Provider;
import dev.ephemint.openai.Upstream;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import dev.ephemint.preset.PresetShape;
import dev.ephemint.shape.Dictionary;
import dev.ephemint.shape.Struct;
import dev.ephemint.shape.Text;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.dictionary;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;

/** Reads where client secrets are minted and where the keys for it are. */
final class UpstreamSettings {

    static final String OPENAI = "openai";
    static final String UPSTREAMS = "upstreams";

    private static final String KEY = "api_key";
    private static final String SECRET = "api_key_secret";
    private static final String SECRET_FIELD = "api_key_secret_field";
    private static final String PARAMETER = "api_key_parameter";
    private static final String ORGANIZATION = "organization";
    private static final String PROJECT = "project";
    private static final String PROVIDER = "provider";

    private static final Text ID = text("an id of letters, digits, _ and -, at most 64", "[A-Za-z0-9_-]{1,64}");

    /** The default upstream. */
    static final Struct OPENAI_SHAPE = struct(
            field(KEY, text(), "The API key itself; default ${OPENAI_API_KEY}. Not for AWS."),
            field(
                    SECRET,
                    text("the name or ARN of a secret", "[A-Za-z0-9/_+=.@:!-]{1,512}"),
                    "The secret in AWS Secrets Manager that holds the API key."),
            field(SECRET_FIELD, text(), "The field of a JSON secret that holds the API key; default the whole secret."),
            field(
                    PARAMETER,
                    text("the name or ARN of a parameter", "[A-Za-z0-9_./:-]{1,1024}"),
                    "The SecureString in SSM Parameter Store that holds the API key."),
            field(ORGANIZATION, ID, "Sent as OpenAI-Organization."),
            field(PROJECT, ID, "Sent as OpenAI-Project."));

    /** Further upstreams, by name. */
    static final Dictionary UPSTREAMS_SHAPE = dictionary(
            PresetShape.UPSTREAM_NAME,
            "a name of lower-case letters, digits and dashes, at most 32",
            OPENAI_SHAPE.with(field(PROVIDER, choice("openai", "azure"), "Who runs it; default openai.")));

    private final SmallRyeConfig config;
    private final Faults faults;

    UpstreamSettings(SmallRyeConfig config, Faults faults) {
        this.config = config;
        this.faults = faults;
    }

    /**
     * Every upstream; the default one only where it is used, so that nobody needs a key for what they do not use.
     *
     * @param given what was read in the shape of the settings
     * @param nodes where it came from
     */
    List<Upstream> read(JsonNode given, Map<String, ConfigNode> nodes, Catalogue catalogue) {
        List<Upstream> upstreams = new ArrayList<>();
        ConfigNode further = nodes.getOrDefault(UPSTREAMS, nothing(UPSTREAMS));
        given.path(UPSTREAMS).properties().forEach(entry -> {
            ConfigNode node = ((Branch) further).children().get(entry.getKey());
            if (entry.getKey().equals(Upstream.DEFAULT)) {
                faults.error(node, "this name is taken", "configure it as ephemint.openai");
            } else {
                upstreams.add(upstream(entry.getKey(), entry.getValue(), node));
            }
        });
        boolean isUsed = upstreams.isEmpty()
                || given.has(OPENAI)
                || catalogue.all().stream().anyMatch(preset -> preset.upstream().equals(Upstream.DEFAULT));
        if (isUsed) {
            upstreams.add(upstream(Upstream.DEFAULT, given.path(OPENAI), nodes.getOrDefault(OPENAI, nothing(OPENAI))));
        }
        return upstreams;
    }

    /** Reports presets that their upstream cannot serve. */
    static void check(JsonNode given, Catalogue catalogue, Branch tree, Faults faults) {
        ConfigNode presets = child(tree, Settings.PRESETS);
        Map<String, Provider> providers = new TreeMap<>(Map.of(Upstream.DEFAULT, Provider.OPENAI));
        given.path(UPSTREAMS).properties().forEach(entry -> providers.put(entry.getKey(), provider(entry.getValue())));
        catalogue.all().forEach(preset -> {
            ConfigNode node = child(presets, preset.name());
            Provider provider = providers.get(preset.upstream());
            if (provider == null) {
                faults.error(
                        child(node, PresetShape.UPSTREAM),
                        "there is no such upstream",
                        "give one of " + String.join(", ", providers.keySet())
                                + ", or declare it under ephemint.upstreams");
            } else {
                check(preset, provider, node, faults);
            }
        });
    }

    private static void check(Preset preset, Provider provider, ConfigNode node, Faults faults) {
        if (provider == Provider.AZURE) {
            // a model is the name of a deployment there, which only its owner knows
            faults.forget(fault -> fault.severity() == Severity.WARNING
                    && fault.key().startsWith(Settings.ROOT + "." + Settings.PRESETS + "." + preset.name() + ".")
                    && fault.key().endsWith(".model"));
        }
        if (preset.kind().legacy() && !provider.hasLegacy()) {
            faults.error(
                    child(node, preset.kind().key()),
                    "the upstream " + preset.upstream() + " is Azure, which has no legacy sessions",
                    "use realtime or transcription, or another upstream");
        }
        if (preset.webRtcFilter() && !provider.hasWebRtcFilter()) {
            faults.error(
                    child(node, PresetShape.WEBRTC_FILTER),
                    "only Azure has this filter, and the upstream " + preset.upstream() + " is not Azure",
                    "remove it");
        }
    }

    private static Provider provider(JsonNode given) {
        return given.path(PROVIDER).asText().equals(Provider.AZURE.key()) ? Provider.AZURE : Provider.OPENAI;
    }

    private Upstream upstream(String name, JsonNode given, ConfigNode node) {
        Provider provider =
                given.path(PROVIDER).asText().equals(Provider.AZURE.key()) ? Provider.AZURE : Provider.OPENAI;
        return new Upstream(
                name,
                provider,
                url(name, provider),
                key(name, given, node),
                Optional.ofNullable(given.path(ORGANIZATION).textValue()),
                Optional.ofNullable(given.path(PROJECT).textValue()));
    }

    private KeyOrigin key(String name, JsonNode given, ConfigNode node) {
        List<String> origins =
                List.of(KEY, SECRET, PARAMETER).stream().filter(given::has).toList();
        if (origins.size() > 1) {
            faults.error(
                    child(node, origins.get(1)),
                    "there are several API keys",
                    "keep one of " + String.join(", ", origins));
        }
        if (given.has(SECRET_FIELD) && !given.has(SECRET)) {
            faults.error(
                    child(node, SECRET_FIELD), "there is no secret it could be a field of", "give " + SECRET + " too");
        }
        if (given.has(SECRET)) {
            return new KeyOrigin.Secret(
                    given.path(SECRET).textValue(),
                    Optional.ofNullable(given.path(SECRET_FIELD).textValue()));
        }
        if (given.has(PARAMETER)) {
            return new KeyOrigin.Parameter(given.path(PARAMETER).textValue());
        }
        return new KeyOrigin.Given(given(name, given.path(KEY), child(node, KEY)));
    }

    private ApiKey given(String name, JsonNode given, ConfigNode node) {
        Optional<String> key = Optional.ofNullable(given.textValue());
        if (key.isEmpty() && name.equals(Upstream.DEFAULT)) {
            key = config.getOptionalValue("OPENAI_API_KEY", String.class);
        }
        if (key.isEmpty()) {
            faults.error(
                    node instanceof Leaf ? node : new Leaf(node.key() + "." + KEY, node.origin(), ""),
                    "there is no API key",
                    name.equals(Upstream.DEFAULT)
                            ? "set the environment variable OPENAI_API_KEY, or give " + SECRET + " or " + PARAMETER
                            : "give " + SECRET + ", " + PARAMETER + " or " + KEY);
            return ApiKey.NONE;
        }
        Optional<String> wrong = ApiKey.fault(key.get());
        wrong.ifPresent(fault -> faults.error(node, fault, "give the key itself, as OpenAI shows it"));
        return wrong.isPresent() ? ApiKey.NONE : new ApiKey(key.get());
    }

    private URI url(String name, Provider provider) {
        String property = "quarkus.rest-client." + name + ".url";
        ConfigValue value = config.getConfigValue(property);
        String text = value.getValue() == null ? "" : value.getValue().replaceFirst("/+$", "");
        String example = provider == Provider.AZURE ? "https://my-resource.openai.azure.com" : "https://api.openai.com";
        try {
            URI url = URI.create(text);
            if (url.getHost() != null
                    && ("https".equals(url.getScheme()) || isLoopback(url))
                    && !text.endsWith("/v1")) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            // reported below, with every other text that is no usable URL
        }
        faults.error(
                new Leaf(property, "", ""),
                text.endsWith("/v1") ? "it has the version in it" : "it is not the base URL of a safe server",
                "give a URL that starts with https:// (http:// only for this machine) and ends before /v1, such as "
                        + example);
        return URI.create(example);
    }

    private static boolean isLoopback(URI url) {
        return "http".equals(url.getScheme())
                && (url.getHost().equals("localhost")
                        || url.getHost().equals("[::1]")
                        || url.getHost().matches("127(\\.[0-9]{1,3}){3}"));
    }

    private static ConfigNode nothing(String name) {
        return new Branch(Settings.ROOT + "." + name, "", Map.of());
    }

    /** The node below {@code parent}, or the parent itself, so that a fault always has a place. */
    private static ConfigNode child(ConfigNode parent, String key) {
        return parent instanceof Branch branch ? branch.children().getOrDefault(key, parent) : parent;
    }
}
