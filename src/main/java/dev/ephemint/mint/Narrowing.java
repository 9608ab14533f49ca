package dev.ephemint.mint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.preset.OverrideRule;
import dev.ephemint.preset.Preset;

/**
 * Narrows a preset by a request: a caller gets less than the preset or exactly it, never more.
 */
final class Narrowing {

    private static final int MOST_ERRORS = 16;

    private final Preset preset;
    private final List<InputError> errors = new ArrayList<>();

    private Narrowing(Preset preset) {
        this.preset = preset;
    }

    /**
     * The session to send, as JSON in UTF-8.
     *
     * @throws Refusal {@link Problem#INVALID_REQUEST} with everything that the preset does not allow
     */
    static byte[] session(Preset preset, TokenRequest request) {
        Narrowing narrowing = new Narrowing(preset);
        Map<OverrideRule, JsonNode> chosen = new LinkedHashMap<>();
        narrowing.choose(request.session(), "", "/session", chosen);
        Map<String, String> variables = narrowing.variables(request.variables());
        if (preset.kind().legacy() && request.lifetime().isPresent()) {
            narrowing.error("/expires_after", Code.NOT_OVERRIDABLE);
        }
        if (!narrowing.errors.isEmpty()) {
            throw Refusal.of(Problem.INVALID_REQUEST, narrowing.errors);
        }
        return preset.session().bytes(chosen, variables);
    }

    private void choose(JsonNode part, String path, String pointer, Map<OverrideRule, JsonNode> chosen) {
        part.properties().forEach(entry -> {
            String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            String there = Pointer.below(pointer, entry.getKey());
            OverrideRule rule = isStep(entry.getKey()) ? preset.overrides().get(at) : null;
            if (rule != null) {
                if (rule.accepts(entry.getValue())) {
                    chosen.put(rule, entry.getValue());
                } else {
                    error(there, Code.NOT_ALLOWED_VALUE);
                }
            } else if (isStep(entry.getKey())
                    && entry.getValue().isObject()
                    && !entry.getValue().isEmpty()) {
                choose(entry.getValue(), at, there, chosen);
            } else {
                error(there, Code.NOT_OVERRIDABLE);
            }
        });
    }

    /** A name with a dot in it is a field of that name, not a path. */
    private static boolean isStep(String name) {
        return name.indexOf('.') < 0;
    }

    private Map<String, String> variables(Map<String, String> given) {
        given.keySet().stream()
                .filter(name -> !preset.variables().containsKey(name))
                .forEach(name -> error(Pointer.below("/variables", name), Code.UNKNOWN_VARIABLE));
        Map<String, String> values = new LinkedHashMap<>();
        preset.variables().forEach((name, variable) -> {
            String pointer = Pointer.below("/variables", name);
            if (!given.containsKey(name)) {
                variable.fallback()
                        .ifPresentOrElse(value -> values.put(name, value), () -> error(pointer, Code.REQUIRED));
            } else if (variable.accepts(given.get(name))) {
                values.put(name, given.get(name));
            } else {
                error(pointer, Code.NOT_ALLOWED_VALUE);
            }
        });
        return values;
    }

    private void error(String pointer, Code code) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new InputError(pointer, code));
        }
    }
}
