package dev.ephemint.preset;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.TestPresets;
import dev.ephemint.botcheck.BotRule;
import dev.ephemint.preset.OverrideRule.Bound;
import dev.ephemint.shape.Field;
import dev.ephemint.shape.Json;
import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Shapes;
import dev.ephemint.shape.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a preset allows a caller, from both sides of every bound. */
class BoundsTest {

    private static JsonNode json(String json) throws IOException {
        return Json.parse(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\" | true",
                "\"A\" | false",
                "1 | true",
                "1.0 | true",
                "1.5 | false",
                "\"1\" | false",
                "true | false",
                "[] | true",
                "[\"a\"] | true",
                "[\"a\",1.00] | true",
                "[\"a\",\"b\"] | false",
                "[\"b\",\"a\"] | false",
                "{\"a\":1} | false"
            })
    void oneOfTheListedIsAllowedAndAListOfThem(String value, boolean allowed) throws IOException {
        assertThat(new Bound.Listed(List.of(json("\"a\""), json("1"))).allows(json(value)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"0.8, true", "1.2, true", "1, true", "0.79, false", "1.21, false", "'\"1\"', false", "true, false"})
    void aNumberMayBeEitherBound(String value, boolean allowed) throws IOException {
        assertThat(new Bound.Within(new BigDecimal("0.8"), new BigDecimal("1.2")).allows(json(value)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ab\"', true",
        "'\"abc\"', true",
        "'\"abcd\"', false",
        "'\"\ud83d\ude00\ud83d\ude00\ud83d\ude00\"', true",
        "'\"a1\"', false",
        "7, false"
    })
    void aTextMayBeAsLongAsItsBoundInWholeCharacters(String value, boolean allowed) throws IOException {
        Pattern pattern = Pattern.compile("[a-z\ud83d\ude00]*");
        assertThat(new Bound.Matching(pattern, 3).allows(json(value))).isEqualTo(allowed);
        assertThat(new Variable(3, Optional.of(pattern), Optional.empty())
                        .accepts(json(value).asText()))
                .isEqualTo(allowed);
    }

    @Test
    void aTemplateTellsItsModelsAndPrintsNothingOfItself() throws IOException {
        SessionTemplate template = new SessionTemplate((ObjectNode) json("{\"model\":\"m\",\"instructions\":\"CANARY\","
                + "\"audio\":{\"input\":{\"transcription\":{\"model\":\"t\"}}}}"));
        assertThat(template.model()).contains("m");
        assertThat(template.models()).containsExactlyInAnyOrder("m", "t");
        assertThat(template.digest()).matches("[0-9a-f]{16}");
        assertThat(template).hasToString("SessionTemplate[…]");
    }

    @Test
    void whatACallerChoosesChangesNoTemplate() throws IOException {
        String session =
                "{\"audio\":{\"output\":{\"voice\":\"marin\",\"speed\":1},\"input\":{}},\"instructions\":\"{{a}}\"}";
        SessionTemplate template = new SessionTemplate((ObjectNode) json(session));
        Map<OverrideRule, JsonNode> chosen = new LinkedHashMap<>();
        chosen.put(rule("audio", "output", "voice"), json("\"cedar\""));
        chosen.put(rule("audio", "output", "speed"), json("2"));
        chosen.put(rule("audio", "input", "turn_detection", "type"), json("\"none\""));
        assertThat(json(new String(template.bytes(chosen, Map.of("a", "b")), StandardCharsets.UTF_8)))
                .isEqualTo(json("{\"audio\":{\"output\":{\"voice\":\"cedar\",\"speed\":2},"
                        + "\"input\":{\"turn_detection\":{\"type\":\"none\"}}},\"instructions\":\"b\"}"));
        assertThat(template.bytes(Map.of(), Map.of("c", "d"))).asString().isEqualTo(session);
    }

    private static OverrideRule rule(String... path) {
        return new OverrideRule(List.of(path), Shapes.text(), new Bound.Any());
    }

    @Test
    void aBotCheckIsAsThePresetSaysAndOtherwiseAsUsual() {
        Catalogue catalogue = TestPresets.catalogue();
        BotRule usual = rule(catalogue, "turnstile-site");
        assertThat(usual.hostnames()).isEmpty();
        assertThat(usual.action()).isEqualTo(BotRule.DEFAULT_ACTION);
        assertThat(usual.minScore()).isEqualTo(BotRule.DEFAULT_SCORE);
        assertThat(rule(catalogue, "hcaptcha-site").hostnames()).containsExactly("forms.example.com");
        assertThat(rule(catalogue, "recaptcha-site").action()).isEqualTo("start_call");
        assertThat(rule(catalogue, "recaptcha-site").minScore()).isEqualByComparingTo("0.7");
        assertThat(catalogue.size()).isEqualTo(catalogue.all().size()).isGreaterThan(10);
        assertThat(catalogue.find("full-agent").orElseThrow()).hasToString("Preset[full-agent]");
    }

    @Test
    void aPresetNamesItsBotCheckOrGivesItRules() throws IOException {
        Struct keys = ProtectionCompiler.in(Shapes.struct());
        assertThat(keys.fields()).extracting(Field::name).containsExactly("quota", "quota_total", "bot_check");
        Shape botCheck = keys.field("bot_check").orElseThrow().shape();
        assertThat(botCheck.accepts(json("\"turnstile\""))).isTrue();
        assertThat(botCheck.accepts(json("{\"provider\":\"turnstile\"}"))).isTrue();
        assertThat(botCheck.accepts(json("\"none\""))).isFalse();
    }

    private static BotRule rule(Catalogue catalogue, String preset) {
        return catalogue.find(preset).orElseThrow().protection().botCheck().orElseThrow();
    }
}
