package dev.ephemint.preset;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.access.Access;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.Faults;
import dev.ephemint.session.Kind;
import dev.ephemint.shape.Json;

/** Compiles one preset: everything that can be wrong with it is found here, nothing while a request waits. */
final class PresetCompiler {

    private final String name;
    private final Branch node;
    private final LocalDate today;
    private final Faults faults;

    private PresetCompiler(String name, Branch node, LocalDate today, Faults faults) {
        this.name = name;
        this.node = node;
        this.today = today;
        this.faults = faults;
    }

    /** The preset, or empty after reporting why it is none. */
    static Optional<Preset> compile(String name, ConfigNode node, LocalDate today, Faults faults) {
        Faults own = new Faults();
        Optional<Preset> preset = PresetShape.PRESET
                .read(node, own)
                .flatMap(read -> new PresetCompiler(name, (Branch) node, today, own).compile((ObjectNode) read));
        new SafetyRules(own).check(node);
        faults.addAll(own);
        return own.none() ? preset : Optional.empty();
    }

    private Optional<Preset> compile(ObjectNode read) {
        Optional<Kind> found = kind();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = found.get();
        ConfigNode sessionNode = node.children().get(kind.key());
        ObjectNode session = session(kind, read);
        Map<String, Variable> variables = variables(read);
        placeholders(session, sessionNode, variables.keySet());
        SessionCheck check = new SessionCheck(kind, today);
        SessionCheck.report(check.breaches(session), sessionNode, faults);
        anonymous(read);
        Map<String, OverrideRule> overrides = new OverrideCompiler(check, session, faults)
                .compile(node.children().get(PresetShape.OVERRIDES));
        Access access = access(read.path(PresetShape.ACCESS));
        return Optional.of(new Preset(
                name,
                kind,
                read.path(PresetShape.ENABLED).asBoolean(true),
                lifetime(kind, read),
                access,
                new ProtectionCompiler(node, faults).compile(read, access),
                overrides,
                variables,
                read.has(PresetShape.REVEAL),
                read.path(PresetShape.UPSTREAM).asText(Preset.DEFAULT_UPSTREAM),
                read.path(PresetShape.WEBRTC_FILTER).asBoolean(false),
                new SessionTemplate(session)));
    }

    private Optional<Kind> kind() {
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> node.children().containsKey(kind.key()))
                .toList();
        if (kinds.size() == 1) {
            return Optional.of(kinds.get(0));
        }
        faults.error(
                node,
                kinds.isEmpty()
                        ? "it has no session"
                        : "it has " + kinds.size() + " sessions ("
                                + String.join(
                                        ", ", kinds.stream().map(Kind::key).toList()) + ")",
                "give exactly one of " + String.join(", ", Kind.keys()));
        return Optional.empty();
    }

    private ObjectNode session(Kind kind, ObjectNode read) {
        ObjectNode session = Json.NODES.objectNode();
        if (kind.sendsType()) {
            session.put("type", kind.type());
        }
        if (read.get(kind.key()) instanceof ObjectNode given) {
            session.setAll(given);
        }
        if (session.remove(Kind.EXTRA) instanceof ObjectNode extra) {
            Json.merge(session, extra);
        }
        return session;
    }

    private Duration lifetime(Kind kind, ObjectNode read) {
        JsonNode millis = read.path(PresetShape.LIFETIME);
        if (kind.legacy() && !millis.isMissingNode()) {
            faults.error(
                    node.children().get(PresetShape.LIFETIME),
                    "a legacy session takes no lifetime",
                    "remove it: OpenAI decides");
        }
        return millis.isMissingNode() ? Preset.DEFAULT_LIFETIME : Duration.ofMillis(millis.longValue());
    }

    /** A browser names its origin; without one to compare with, any page could mint. */
    private void anonymous(ObjectNode read) {
        JsonNode rules = read.path(PresetShape.ACCESS);
        if (rules.path("anonymous").asBoolean(false) && !rules.has("origins")) {
            faults.error(
                    node.children().get(PresetShape.ACCESS),
                    "anyone on any page may use it: it is anonymous and names no origins",
                    "add origins, such as [\"https://www.example.com\"]");
        }
    }

    private Map<String, Variable> variables(ObjectNode read) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        read.path(PresetShape.VARIABLES).properties().forEach(entry -> {
            JsonNode given = entry.getValue();
            ConfigNode there = child(child(node, PresetShape.VARIABLES), entry.getKey());
            Variable variable = new Variable(
                    given.path("max_length").asInt(),
                    pattern(given.path("pattern"), child(there, "pattern")),
                    Optional.ofNullable(given.path("default").textValue()));
            variable.fallback()
                    .filter(fallback -> given.path("max_length").isNumber() && !variable.accepts(fallback))
                    .ifPresent(fallback -> faults.error(
                            child(there, "default"),
                            "the default breaks the rules of its own variable",
                            "give one that fits max_length and pattern"));
            variables.put(entry.getKey(), variable);
        });
        return variables;
    }

    private void placeholders(ObjectNode session, ConfigNode sessionNode, Set<String> declared) {
        Set<String> used = Placeholders.in(session.path("instructions").asText());
        ConfigNode there = child(sessionNode, "instructions");
        used.stream()
                .filter(variable -> !declared.contains(variable))
                .forEach(variable -> faults.error(
                        there,
                        "{{" + variable + "}} stands for a variable that is not declared",
                        "declare " + variable + " under variables"));
        declared.stream()
                .filter(variable -> !used.contains(variable))
                .forEach(variable -> faults.warning(
                        child(child(node, PresetShape.VARIABLES), variable),
                        "nothing uses it",
                        "write {{" + variable + "}} into the instructions, or remove it"));
    }

    private Optional<Pattern> pattern(JsonNode given, ConfigNode there) {
        return patternOf(given, there, faults);
    }

    static Optional<Pattern> patternOf(JsonNode given, ConfigNode there, Faults faults) {
        if (!given.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(given.textValue()));
        } catch (PatternSyntaxException e) {
            faults.error(there, "it is no regular expression: " + e.getDescription(), "see java.util.regex.Pattern");
            return Optional.empty();
        }
    }

    private static Access access(JsonNode rules) {
        Map<String, Set<String>> claims = new LinkedHashMap<>();
        rules.path("claims").properties().forEach(claim -> claims.put(claim.getKey(), words(claim.getValue())));
        return new Access(
                rules.path("anonymous").asBoolean(false),
                words(rules.path("scopes")),
                claims,
                words(rules.path("origins")));
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new LinkedHashSet<>();
        list.forEach(word -> Optional.ofNullable(word.textValue()).ifPresent(words::add));
        return words;
    }

    /** The node below {@code parent}, or the parent itself where there is none, so that a fault always has a place. */
    static ConfigNode child(ConfigNode parent, String key) {
        return parent instanceof Branch branch ? branch.children().getOrDefault(key, parent) : parent;
    }
}
