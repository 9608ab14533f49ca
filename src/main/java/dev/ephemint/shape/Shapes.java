package dev.ephemint.shape;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words in which shapes are written down. */
public final class Shapes {

    private Shapes() {}

    /** A field that may be left out. */
    public static Field field(String name, Shape shape, String doc) {
        return new Field(name, shape, false, doc);
    }

    /** A group of fields. */
    public static Struct struct(Field... fields) {
        return new Struct(List.of(fields), Map.of());
    }

    /** Any text that is not empty. */
    public static Text text() {
        return new Text("a text", Optional.empty());
    }

    /** A text that matches {@code pattern} as a whole; {@code what} says so in words. */
    public static Text text(String what, String pattern) {
        return new Text(what, Optional.of(Pattern.compile(pattern)));
    }

    /** One of {@code words}. */
    public static Choice choice(String... words) {
        return new Choice(List.of(words), false, Map.of());
    }

    /** One of {@code words}, or a word that OpenAI adds later. */
    public static Choice open(String... words) {
        return new Choice(List.of(words), true, Map.of());
    }

    /** True or false. */
    public static Flag flag() {
        return new Flag();
    }

    /** A whole number, bounds inclusive. */
    public static Numeric whole(long min, long max, String unit) {
        return new Numeric(BigDecimal.valueOf(min), BigDecimal.valueOf(max), true, unit);
    }

    /** A number with decimals, bounds inclusive, each given as text to keep it exact. */
    public static Numeric decimal(String min, String max) {
        return new Numeric(new BigDecimal(min), new BigDecimal(max), false, "");
    }

    /** A span of time, bounds inclusive. */
    public static Span span(Duration min, Duration max) {
        return new Span(min, max);
    }

    /** A list of any length. */
    public static Items list(Shape item) {
        return new Items(item, 0, Integer.MAX_VALUE);
    }

    /** A list of {@code min} to {@code max} items. */
    public static Items list(Shape item, int min, int max) {
        return new Items(item, min, max);
    }

    /** A group whose keys match {@code pattern}, each holding {@code value}; {@code what} says what a key is. */
    public static Dictionary dictionary(String pattern, String what, Shape value) {
        return new Dictionary(Pattern.compile(pattern), what, value);
    }

    /** A JSON object as text; {@code what} says what it is. */
    public static JsonText json(String what) {
        return new JsonText(what);
    }

    /** One of several shapes, the strictest first. */
    public static OneOf oneOf(Shape... variants) {
        return new OneOf(List.of(variants));
    }

    /** {@code shape}, or the word {@code none} for JSON null. */
    public static OneOf nullable(Shape shape) {
        return new OneOf(List.of(new Nothing(), shape));
    }

    /** A group of keys of type {@code type}; add more with {@link #or}. */
    public static Tagged tagged(String type, Struct rest) {
        return new Tagged(Map.of(type, rest), false);
    }

    /** {@code tagged} with one more type. */
    public static Tagged or(Tagged tagged, String type, Struct rest) {
        Map<String, Struct> variants = new LinkedHashMap<>(tagged.variants());
        variants.put(type, rest);
        return new Tagged(variants, tagged.nullable());
    }

    /** {@code tagged}, or {@code {type: none}} for JSON null. */
    public static Tagged orNull(Tagged tagged) {
        return new Tagged(tagged.variants(), true);
    }
}
