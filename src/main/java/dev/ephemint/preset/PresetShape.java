package dev.ephemint.preset;

import dev.ephemint.session.Kind;
import dev.ephemint.shape.Alphabet;
import dev.ephemint.shape.Dictionary;
import dev.ephemint.shape.Field;
import dev.ephemint.shape.Shapes;
import dev.ephemint.shape.Struct;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.decimal;
import static dev.ephemint.shape.Shapes.dictionary;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.list;
import static dev.ephemint.shape.Shapes.span;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;
import static dev.ephemint.shape.Shapes.whole;

/** The keys of a preset around its session. */
public final class PresetShape {

    /** What a preset may be called: lower-case letters, digits and dashes, at most 63. */
    public static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

    private static final Alphabet NAME_CHARACTERS = Alphabet.of("a-z0-9-");

    /** What an upstream may be called. */
    public static final String UPSTREAM_NAME = "[a-z][a-z0-9-]{0,31}";

    static final String LIFETIME = "expires_after";
    static final String ENABLED = "enabled";
    static final String ACCESS = "access";
    static final String OVERRIDES = "overrides";
    static final String VARIABLES = "variables";
    static final String REVEAL = "reveal";
    /** The key that names a preset's upstream. */
    public static final String UPSTREAM = "upstream";
    /** The key of the switch that only Azure has. */
    public static final String WEBRTC_FILTER = "webrtc_filter";

    private static final Struct ACCESS_RULES = struct(
            field("anonymous", flag(), "Let in callers without an identity; default false."),
            field("scopes", list(text(), 1, 16), "Scopes that the caller's token must have, all of them."),
            field(
                    "claims",
                    dictionary("\\S{1,128}", "a claim name", list(text(), 1, 64)),
                    "Claims of the caller's token, each with the values it may have."),
            field(
                    "origins",
                    list(
                            text(
                                    "an origin such as https://www.example.com",
                                    "https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?"),
                            1,
                            32),
                    "Sites that may call, compared exactly."));

    private static final Struct OVERRIDE = struct(
            field(
                            "path",
                            text("a path such as audio.output.voice", "[a-z_]+(\\.[a-z_]+)*"),
                            "The place of one value in the session.")
                    .must(),
            field("one_of", list(text(), 1, 64), "The values a caller may choose from."),
            field("min", decimal("-1000000", "1000000"), "The least a caller may choose."),
            field("max", decimal("-1000000", "1000000"), "The most a caller may choose."),
            field("pattern", text(), "A regular expression that the whole text must match."),
            field("max_length", whole(1, 2_000, "characters"), "The most characters a caller may send."));

    private static final Struct VARIABLE = struct(
            field("max_length", whole(1, 2_000, "characters"), "The most characters a caller may send.")
                    .must(),
            field("pattern", text(), "A regular expression that the whole value must match."),
            field("default", text(), "Used where the caller sends none; without it the caller must."));

    private static final Struct COMMON = struct(
            field(ENABLED, flag(), "False switches the preset off; default true."),
            field(
                    LIFETIME,
                    span(Preset.MIN_LIFETIME, Preset.MAX_LIFETIME),
                    "The longest a client secret lives; default 60s. A session outlives it."),
            field(ACCESS, ACCESS_RULES, "Who may use the preset; default any caller with an identity."),
            field(OVERRIDES, list(OVERRIDE), "What a caller may choose in the session."),
            field(
                    VARIABLES,
                    dictionary("[A-Za-z_][A-Za-z0-9_]{0,63}", "a name of letters, digits and _", VARIABLE),
                    "What a caller may fill into {{name}} in the instructions."),
            field(REVEAL, choice("session"), "Show the caller OpenAI's effective session whole."),
            field(
                    UPSTREAM,
                    text("the name of an upstream", UPSTREAM_NAME),
                    "Which of ephemint.upstreams mints the secret; default openai."),
            field(
                    WEBRTC_FILTER,
                    flag(),
                    "Azure only: keep instructions, and function calls, from the browser; default false."));

    /** One preset. */
    static final Struct PRESET = withKinds();

    /** All presets, by name. */
    public static final Dictionary PRESETS =
            dictionary(NAME, "a name of lower-case letters, digits and dashes, at most 63", PRESET);

    private PresetShape() {}

    /** Whether {@code text} is what {@link #NAME} says. */
    public static boolean isName(String text) {
        return NAME_CHARACTERS.spells(text, 63) && !text.startsWith("-");
    }

    private static Struct withKinds() {
        Struct preset = ProtectionCompiler.in(COMMON);
        for (Kind kind : Kind.values()) {
            Field field = Shapes.field(kind.key(), kind.shape(), "The session, of kind " + kind.key() + ".");
            preset = preset.with(field);
        }
        return preset;
    }
}
