package dev.ephemint.mint;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.Preset;
import dev.ephemint.settings.Bundle;
import dev.ephemint.settings.Settings;
import dev.ephemint.shape.Json;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No request yields a wider session than its preset: generated requests against generated presets, judged by rules of its own
 * that share nothing with the code.
 */
class NarrowingPropertyTest {

    private static final int PRESETS = 60;
    private static final int REQUESTS = 120;
    private static final List<String> VOICES = List.of("marin", "cedar", "alloy", "verse", "coral");
    private static final List<String> NAMES = List.of("Ada", "Grace Hopper", "{{order}}", "x".repeat(30), "Eve\"}", "");

    /** Everything that a request may try, whether the preset lets it or not. */
    private static final Map<String, List<Object>> TRIED = Map.ofEntries(
            Map.entry(
                    "audio.output.voice", List.of("marin", "cedar", "alloy", "verse", "nobody", 7, true, "MARIN", "")),
            Map.entry("audio.output.speed", List.of(0.25, 0.5, 0.9, 1, 1.1, 1.5, 2, -1, "1", true)),
            Map.entry("audio.input.turn_detection.threshold", List.of(0, 0.1, 0.5, 0.9, 1, 1.01, "0.5")),
            Map.entry("audio.input.turn_detection.create_response", List.of(true, false, "true", 1)),
            Map.entry("audio.input.transcription.language", List.of("en", "de", "EN", "eng", "e\nn", 5)),
            Map.entry("max_output_tokens", List.of(1, 100, 500, 4096, 4097, 0, "inf", 1.5)),
            Map.entry("tool_choice", List.of("auto", "none", "required", "any")),
            Map.entry("model", List.of("gpt-realtime-2.1", "gpt-realtime-2.1-mini")),
            Map.entry("instructions", List.of("Do as I say")),
            Map.entry("type", List.of("realtime", "transcription")),
            Map.entry("tools", List.of("none")),
            Map.entry("audio.output", List.of("all")),
            Map.entry("audio.output.voice.id", List.of("voice_1")),
            Map.entry("unheard_of", List.of("x")));

    private final Map<String, Predicate<JsonNode>> allowed = new TreeMap<>();
    private final Map<String, Predicate<String>> variables = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_120, 4_815_162_342L})
    void noRequestYieldsAWiderSessionThanItsPreset(long seed) {
        Random random = new Random(seed);
        int granted = 0;
        int refused = 0;
        for (int p = 0; p < PRESETS; p++) {
            Preset preset = preset(random);
            for (int r = 0; r < REQUESTS; r++) {
                if (holds(preset, random)) {
                    granted++;
                } else {
                    refused++;
                }
            }
        }
        // A generator that produced one kind only would prove nothing.
        assertThat(granted).isGreaterThan(PRESETS * REQUESTS / 10);
        assertThat(refused).isGreaterThan(PRESETS * REQUESTS / 10);
    }

    /** Whether the request was granted; fails where it should not have been, or should have been. */
    private boolean holds(Preset preset, Random random) {
        Map<String, JsonNode> tried = tried(random);
        Map<String, String> filled = filled(random);
        Optional<Duration> asked = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(10 + random.nextInt(random.nextBoolean() ? 200 : 100_000)));
        Duration ceiling = Duration.ofSeconds(10 + random.nextInt(7_191));
        TokenRequest request = new TokenRequest("p", asked, tree(tried), filled, Optional.empty());

        boolean fits =
                tried.entrySet().stream().allMatch(choice -> allowed.getOrDefault(choice.getKey(), value -> false)
                                .test(choice.getValue()))
                        && filled.entrySet().stream().allMatch(value -> variables
                                .getOrDefault(value.getKey(), text -> false)
                                .test(value.getValue()))
                        && (!variables.containsKey("order") || filled.containsKey("order"));
        byte[] sent;
        try {
            sent = Narrowing.session(preset, request);
        } catch (Refusal refusal) {
            assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
            assertThat(fits).as("%s %s is refused", tried, filled).isFalse();
            return false;
        }
        assertThat(fits).as("%s %s is granted", tried, filled).isTrue();
        assertOnlyNarrowed(leaves(parse(preset.session().bytes())), leaves(parse(sent)), tried, filled);
        Duration lifetime = Mint.lifetime(preset, request, ceiling);
        assertThat(lifetime)
                .isBetween(Duration.ofSeconds(10), Duration.ofHours(2))
                .isLessThanOrEqualTo(preset.lifetime())
                .isLessThanOrEqualTo(ceiling)
                .isLessThanOrEqualTo(asked.orElse(Duration.ofHours(2)));
        return true;
    }

    private static void assertOnlyNarrowed(
            Map<String, JsonNode> before,
            Map<String, JsonNode> after,
            Map<String, JsonNode> tried,
            Map<String, String> filled) {
        assertThat(after.keySet()).containsAll(before.keySet());
        after.forEach((path, value) -> {
            if (tried.containsKey(path)) {
                assertThat(value).as(path).isEqualTo(tried.get(path));
            } else if (path.equals("instructions")) {
                String expected = before.get(path).textValue();
                assertThat(value.textValue())
                        .isEqualTo("Greet "
                                + (expected.contains("customer_name")
                                        ? filled.getOrDefault("customer_name", "there")
                                        : "all")
                                + ", order " + (expected.contains("order}}") ? filled.get("order") : "none") + ".");
            } else {
                assertThat(value).as(path).isEqualTo(before.get(path));
            }
        });
    }

    private Preset preset(Random random) {
        allowed.clear();
        variables.clear();
        ObjectNode preset = Json.NODES.objectNode();
        preset.put("expires_after", (10 + random.nextInt(7_191)) + "s");
        boolean named = random.nextBoolean();
        boolean ordered = random.nextBoolean();
        ObjectNode session = preset.putObject("realtime").put("model", "gpt-realtime-2.1");
        session.put(
                "instructions",
                "Greet " + (named ? "{{customer_name}}" : "all") + ", order " + (ordered ? "{{order}}" : "none") + ".");
        ObjectNode audio = session.putObject("audio");
        ObjectNode input = audio.putObject("input");
        input.putObject("turn_detection").put("type", "server_vad").put("threshold", 0.5);
        input.putObject("transcription").put("model", "gpt-transcribe").put("language", "en");
        audio.putObject("output").put("voice", "marin").put("speed", 1.0);
        if (named) {
            preset.withObject("/variables")
                    .putObject("customer_name")
                    .put("max_length", 20)
                    .put("default", "there");
            variables.put("customer_name", text -> text.length() <= 20);
        }
        if (ordered) {
            preset.withObject("/variables")
                    .putObject("order")
                    .put("max_length", 8)
                    .put("pattern", "[0-9]+");
            variables.put(
                    "order",
                    text -> text.length() <= 8 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty());
        }
        overrides(preset, random);
        return compile(preset);
    }

    private void overrides(ObjectNode preset, Random random) {
        if (random.nextBoolean()) {
            List<String> listed = VOICES.subList(0, 1 + random.nextInt(VOICES.size()));
            ObjectNode rule = override(preset, "audio.output.voice");
            listed.forEach(rule.putArray("one_of")::add);
            allowed.put("audio.output.voice", value -> value.isTextual() && listed.contains(value.textValue()));
        }
        if (random.nextBoolean()) {
            within(preset, "audio.output.speed", "0.5", "1.1");
        }
        if (random.nextBoolean()) {
            within(preset, "audio.input.turn_detection.threshold", "0.1", "0.9");
        }
        if (random.nextBoolean()) {
            override(preset, "audio.input.turn_detection.create_response");
            allowed.put("audio.input.turn_detection.create_response", JsonNode::isBoolean);
        }
        if (random.nextBoolean()) {
            override(preset, "audio.input.transcription.language")
                    .put("pattern", "[a-z]{2}")
                    .put("max_length", 2);
            allowed.put(
                    "audio.input.transcription.language",
                    value -> value.isTextual()
                            && value.textValue().length() == 2
                            && value.textValue().chars().allMatch(c -> c >= 'a' && c <= 'z'));
        }
        if (random.nextBoolean()) {
            override(preset, "max_output_tokens").put("min", 1).put("max", 500);
            allowed.put(
                    "max_output_tokens",
                    value -> value.isIntegralNumber() && value.intValue() >= 1 && value.intValue() <= 500);
        }
        if (random.nextBoolean()) {
            override(preset, "tool_choice").putArray("one_of").add("auto").add("none");
            allowed.put(
                    "tool_choice",
                    value -> value.asText().equals("auto") || value.asText().equals("none"));
        }
    }

    private void within(ObjectNode preset, String path, String min, String max) {
        override(preset, path).put("min", new BigDecimal(min)).put("max", new BigDecimal(max));
        allowed.put(
                path,
                value -> value.isNumber()
                        && value.decimalValue().compareTo(new BigDecimal(min)) >= 0
                        && value.decimalValue().compareTo(new BigDecimal(max)) <= 0);
    }

    private static ObjectNode override(ObjectNode preset, String path) {
        return preset.withArray("/overrides").addObject().put("path", path);
    }

    private static Preset compile(ObjectNode preset) {
        ObjectNode config = Json.NODES.objectNode();
        config.putObject("ephemint").putObject("presets").set("p", preset);
        Faults faults = new Faults();
        Settings settings = Settings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new YamlConfigSource("presets", config.toString(), 110))
                        .withSources(new PropertiesConfigSource(
                                Map.of(
                                        "quarkus.rest-client.openai.url", "https://api.openai.com",
                                        "ephemint.openai.api_key", "sk-test"),
                                "application.properties",
                                100))
                        .build(),
                Bundle.NONE,
                Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC),
                faults);
        assertThat(faults.errors()).as("%s", preset).isEmpty();
        return settings.catalogue().find("p").orElseThrow();
    }

    /** What the request tries: often only what the preset lets it, so that enough is granted. */
    private Map<String, JsonNode> tried(Random random) {
        boolean tame = random.nextInt(3) > 0;
        Map<String, JsonNode> choices = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>(tame ? allowed.keySet() : TRIED.keySet());
        for (int i = random.nextInt(4); i > 0 && !paths.isEmpty(); i--) {
            String path = paths.get(random.nextInt(paths.size()));
            boolean nested = choices.keySet().stream()
                    .anyMatch(other -> other.startsWith(path + ".") || path.startsWith(other + "."));
            List<Object> values = TRIED.get(path);
            JsonNode value = node(values.get(random.nextInt(values.size())));
            if (!nested && (!tame || allowed.get(path).test(value))) {
                choices.put(path, value);
            }
        }
        return choices;
    }

    private Map<String, String> filled(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        if (variables.containsKey("order") && random.nextInt(5) > 0) {
            values.put("order", random.nextInt(5) > 0 ? "4711" : NAMES.get(random.nextInt(NAMES.size())));
        }
        if (random.nextInt(3) == 0) {
            values.put("customer_name", NAMES.get(random.nextInt(NAMES.size())));
        }
        if (random.nextInt(20) == 0) {
            values.put("instructions", "x");
        }
        return values;
    }

    private static JsonNode node(Object value) {
        return parse(
                value instanceof String text
                        ? Json.bytes(Json.NODES.textNode(text))
                        : value.toString().getBytes());
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode tree(Map<String, JsonNode> leaves) {
        ObjectNode root = Json.NODES.objectNode();
        leaves.forEach((path, value) -> {
            ObjectNode at = root;
            String[] steps = path.split("\\.");
            for (int i = 0; i < steps.length - 1; i++) {
                at = at.get(steps[i]) instanceof ObjectNode below ? below : at.putObject(steps[i]);
            }
            at.set(steps[steps.length - 1], value);
        });
        return root;
    }

    private static Map<String, JsonNode> leaves(JsonNode node) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("", node, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaves));
        } else {
            leaves.put(path, node);
        }
    }
}
