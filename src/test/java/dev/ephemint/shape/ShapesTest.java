package dev.ephemint.shape;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Empty;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.ConfigNode.Sequence;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.decimal;
import static dev.ephemint.shape.Shapes.dictionary;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.json;
import static dev.ephemint.shape.Shapes.list;
import static dev.ephemint.shape.Shapes.nullable;
import static dev.ephemint.shape.Shapes.oneOf;
import static dev.ephemint.shape.Shapes.open;
import static dev.ephemint.shape.Shapes.or;
import static dev.ephemint.shape.Shapes.orNull;
import static dev.ephemint.shape.Shapes.span;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.tagged;
import static dev.ephemint.shape.Shapes.text;
import static dev.ephemint.shape.Shapes.whole;
import static org.assertj.core.api.Assertions.assertThat;

/** Every shape from both sides: text of the configuration that it reads, and JSON of a caller that it accepts. */
class ShapesTest {

    private static final Struct POINT =
            struct(field("x", whole(0, 9, ""), "Across.").must(), field("y", whole(0, 9, ""), "Up."));
    private static final Tagged SHAPE =
            orNull(or(tagged("circle", struct(field("radius", whole(1, 9, "cm"), "Size."))), "line", struct()));

    private final Faults faults = new Faults();

    @Test
    void wholeNumbersKeepTheirTypeAndTheirBounds() {
        Shape shape = whole(1, 4096, "tokens");

        assertThat(read(shape, "1")).hasToString("1");
        assertThat(read(shape, "4096").isIntegralNumber()).isTrue();
        accepts(shape, "1", "4096");
        refuses(shape, "0", "4097", "1.0", "\"1\"", "null", "true", "[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4097", "1.5", "1e2", "01", " 1", "one", "99999999999999999999", "-1"})
    void whatIsNoSuchWholeNumberIsAFault(String text) {
        assertFault(whole(1, 4096, "tokens"), text, "give a whole number from 1 to 4096 (tokens)");
    }

    @Test
    void decimalsKeepEveryDigit() {
        Shape shape = decimal("0.25", "1.5");

        assertThat(read(shape, "1.50")).hasToString("1.50");
        accepts(shape, "0.25", "1.5", "1", "1.50");
        refuses(shape, "0.2499999999999999999", "1.51", "\"1\"", "null");
        assertFault(shape, "1.51", "give a number from 0.25 to 1.5");
    }

    @Test
    void flagsAreTrueOrFalseAndNothingElse() {
        assertThat(read(flag(), "true").isBoolean()).isTrue();
        accepts(flag(), "true", "false");
        refuses(flag(), "\"true\"", "1", "null");
        assertFault(flag(), "yes", "give true or false");
        assertFault(flag(), "TRUE", "give true or false");
    }

    @Test
    void textIsNeverEmptyAndFitsItsPatternAsAWhole() {
        Shape shape = text("two letters", "[a-z]{2}");

        assertThat(read(shape, "de")).hasToString("\"de\"");
        accepts(shape, "\"de\"");
        refuses(shape, "\"\"", "\"d\"", "\"dee\"", "\"de\\n\"", "1", "null", "{}");
        assertFault(shape, "dee", "give two letters");
        assertFault(text(), "", "give a text");
    }

    @Test
    void aClosedChoiceTakesItsWordsOnly() {
        Shape shape = choice("low", "high");

        assertThat(read(shape, "low")).hasToString("\"low\"");
        accepts(shape, "\"low\"", "\"high\"");
        refuses(shape, "\"Low\"", "\"\"", "1", "null", "[\"low\"]");
        assertFault(shape, "hihg", "did you mean high? give one of low, high");
    }

    @Test
    void anOpenChoiceWarnsOfNewWordsAndRefusesTheExcepted() {
        Shape shape = open("marin").except("it only reads aloud", "nova");

        assertThat(read(shape, "zephyr")).hasToString("\"zephyr\"");
        accepts(shape, "\"marin\"", "\"zephyr\"");
        refuses(shape, "\"nova\"", "\"\"", "1");
        assertFault(shape, "nova", "give a name such as marin");
        Faults warned = new Faults();
        shape.read(leaf("marni"), warned);
        assertThat(warned.none()).isTrue();
        assertThat(warned.warnings()).extracting(Fault::right).containsExactly("did you mean marin? known are marin");
    }

    @ParameterizedTest
    @CsvSource({"10s,10000", "10,10000", "2h,7200000", "90m,5400000", "10500ms,10500"})
    void spansOfTimeBecomeMilliseconds(String text, long millis) {
        assertThat(read(span(Duration.ofSeconds(10), Duration.ofHours(2)), text).longValue())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "9999ms", "7201", "3h", "1d", "10 s", "-10s", "1.5m", "PT10S", "ten"})
    void otherSpansAreFaults(String text) {
        assertFault(span(Duration.ofSeconds(10), Duration.ofHours(2)), text, "give a span of time from 10s to 2h");
    }

    @Test
    void noCallerSetsASpan() {
        refuses(span(Duration.ofSeconds(10), Duration.ofHours(2)), "10", "\"10s\"");
    }

    @Test
    void listsCountTheirItemsAndReadAVariablesCommas() {
        Shape shape = list(choice("a", "b"), 1, 2);

        assertThat(shape.read(new Sequence("k", "", List.of(leaf("a"), leaf("b"))), faults)
                        .orElseThrow())
                .hasToString("[\"a\",\"b\"]");
        assertThat(read(shape, "a, b")).hasToString("[\"a\",\"b\"]");
        accepts(shape, "[\"a\"]", "[\"a\",\"b\"]");
        refuses(shape, "[]", "[\"a\",\"b\",\"a\"]", "[\"c\"]", "\"a\"", "null", "{}");
        assertFault(shape, "a,b,a", "give a list of 1 to 2, each one of a, b");
        assertFault(shape, "", "give a list of 1 to 2, each one of a, b");
    }

    @Test
    void structsRefuseUnknownKeysAndMissOnesThatMustBe() {
        assertThat(POINT.read(group("x", "1"), faults).orElseThrow()).hasToString("{\"x\":1}");
        accepts(POINT, "{\"x\":1}", "{\"x\":1,\"y\":2}");
        refuses(POINT, "{}", "{\"y\":1}", "{\"x\":1,\"z\":1}", "{\"x\":\"1\"}", "{\"x\":null}", "[]", "null");
        POINT.read(group("y", "1", "xx", "2"), faults);
        assertThat(faults.all())
                .extracting(Fault::toString)
                .containsExactly(
                        "k: x is missing; give a whole number from 0 to 9",
                        "k.xx: \"xx\" is not a key here; did you mean x?");
    }

    @Test
    void aKeyPutTooHighIsShownItsPlace() {
        struct(field("audio", struct(field("output", struct(field("voice", text(), "")), "")), ""))
                .read(group("voice", "marin"), faults);

        assertThat(faults.toString()).endsWith("did you mean audio.output.voice?");
    }

    @Test
    void theTypeDecidesWhichKeysAGroupMayHave() {
        assertThat(SHAPE.read(group("type", "circle", "radius", "2"), faults).orElseThrow())
                .hasToString("{\"type\":\"circle\",\"radius\":2}");
        accepts(SHAPE, "{\"type\":\"circle\",\"radius\":2}", "{\"type\":\"line\"}", "null");
        refuses(SHAPE, "{\"type\":\"line\",\"radius\":2}", "{\"radius\":2}", "{\"type\":\"none\"}", "{}", "\"line\"");
        SHAPE.read(group("type", "line", "radius", "2"), faults);
        assertThat(faults.toString())
                .isEqualTo("k.radius: \"radius\" does not go with type line; remove it, or set type to circle");
    }

    @Test
    void noneIsNullWhereNullHasAMeaning() {
        assertThat(SHAPE.read(group("type", "none"), faults).orElseThrow().isNull())
                .isTrue();
        assertThat(read(SHAPE, "none").isNull()).isTrue();
        assertThat(read(nullable(whole(1, 2, "")), "none").isNull()).isTrue();
        accepts(nullable(whole(1, 2, "")), "null", "1");
        refuses(nullable(whole(1, 2, "")), "\"none\"", "3");
        refuses(tagged("circle", struct()), "null");
        assertFault(SHAPE, group("type", "none", "radius", "2"), "remove it, or set type to circle");
    }

    @Test
    void aUnionReadsTheFirstVariantThatFits() {
        Shape shape = oneOf(choice("inf"), whole(1, 9, ""));

        assertThat(read(shape, "inf")).hasToString("\"inf\"");
        assertThat(read(shape, "7")).hasToString("7");
        accepts(shape, "\"inf\"", "7");
        refuses(shape, "\"7\"", "10", "\"infinite\"", "null");
        assertFault(shape, "10", "give inf, or a whole number from 1 to 9");
    }

    @Test
    void aUnionWithAGroupReportsWhatIsWrongInside() {
        Shape voice = oneOf(struct(field("id", text(), "").must()), open("marin"));

        voice.read(group("nmae", "x"), faults);
        assertThat(faults.all())
                .extracting(Fault::wrong)
                .containsExactly("id is missing", "\"nmae\" is not a key here");
    }

    @Test
    void aDictionaryTakesAnyKeyOfItsPattern() {
        Shape shape = dictionary("[A-Za-z-]{1,9}", "a header", text());

        assertThat(shape.read(group("X-A", "1"), faults).orElseThrow()).hasToString("{\"X-A\":\"1\"}");
        accepts(shape, "{\"X-A\":\"1\"}", "{}");
        refuses(shape, "{\"X A\":\"1\"}", "{\"X\":1}", "[]", "null");
        assertFault(shape, group("X A", "1"), "use a header");
    }

    @Test
    void jsonTextKeepsItsTypesAndHasToBeOneObject() {
        Shape shape = json("a JSON Schema");

        assertThat(read(shape, "{\"a\":1.50,\"b\":null,\"c\":true}")).hasToString("{\"a\":1.50,\"b\":null,\"c\":true}");
        for (String text : List.of("[]", "1", "{", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}", "null")) {
            assertFault(shape, text, "give a JSON Schema as JSON text in a | block");
        }
    }

    @Test
    void whatConfigurationDropsIsAFaultForEveryShape() {
        for (Shape shape : List.of(
                whole(1, 2, ""),
                flag(),
                text(),
                choice("a"),
                POINT,
                SHAPE,
                list(text()),
                json("x"),
                nullable(POINT),
                dictionary("a", "a", text()),
                span(Duration.ZERO, Duration.ofDays(1)))) {
            assertFault(shape, new Empty("k", ""), "give " + shape.phrase());
        }
    }

    @Test
    void anExpressionWithoutAValueIsAFaultOnlyOnce() {
        Leaf unresolved = new Leaf("k", "", "", "${x}", false);
        for (Shape shape : List.of(whole(1, 2, ""), text(), POINT, SHAPE, list(text(), 1, 2), nullable(POINT))) {
            assertThat(shape.read(unresolved, faults)).isEmpty();
        }
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void everyFaultyFieldIsReportedNotTheFirstOnly() {
        POINT.read(group("x", "a", "y", "b"), faults);

        assertThat(faults.all()).extracting(Fault::key).containsExactly("k.x", "k.y");
    }

    private JsonNode read(Shape shape, String text) {
        JsonNode value = shape.read(leaf(text), faults).orElseThrow();
        assertThat(faults.errors()).isEmpty();
        return value;
    }

    private static void accepts(Shape shape, String... values) {
        for (String value : values) {
            assertThat(shape.accepts(parse(value))).as(value).isTrue();
        }
    }

    private static void refuses(Shape shape, String... values) {
        for (String value : values) {
            assertThat(shape.accepts(parse(value))).as(value).isFalse();
        }
    }

    private static void assertFault(Shape shape, String text, String right) {
        assertFault(shape, leaf(text), right);
    }

    private static void assertFault(Shape shape, ConfigNode node, String right) {
        Faults found = new Faults();
        Optional<JsonNode> ignored = shape.read(node, found);
        assertThat(found.errors())
                .as(ignored.toString())
                .extracting(Fault::right)
                .containsExactly(right);
    }

    private static Leaf leaf(String text) {
        return new Leaf("k", "", text);
    }

    private static Branch group(String... pairs) {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            children.put(pairs[i], new Leaf("k." + pairs[i], "", pairs[i + 1]));
        }
        return new Branch("k", "", children);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
