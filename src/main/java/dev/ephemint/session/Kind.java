package dev.ephemint.session;

import java.util.Arrays;
import java.util.List;

import dev.ephemint.shape.Shapes;
import dev.ephemint.shape.Struct;

/** The kinds of session; each is one upstream operation. */
public enum Kind {
    /** A conversation by voice or text. */
    REALTIME("realtime", "realtime", true, false, RealtimeSession.SHAPE),
    /** Speech to text, live. */
    TRANSCRIPTION("transcription", "transcription", true, false, TranscriptionSession.SHAPE),
    /** Speech to speech in another language; its session has no {@code type}. */
    TRANSLATION("translation", "translation", false, false, TranslationSession.SHAPE),
    /** A conversation by the endpoint of 2024, which OpenAI has switched off for most accounts. */
    LEGACY_REALTIME("legacy_realtime", "realtime", false, true, LegacyRealtimeSession.SHAPE),
    /** Speech to text by the endpoint of 2025. */
    LEGACY_TRANSCRIPTION("legacy_transcription", "transcription", false, true, LegacyTranscriptionSession.SHAPE);

    /** The key for what OpenAI has added and Ephemint does not know yet; merged into the session last. */
    public static final String EXTRA = "extra";

    private final String key;
    private final String type;
    private final boolean sendsType;
    private final boolean legacy;
    private final Struct shape;

    Kind(String key, String type, boolean sendsType, boolean legacy, Struct shape) {
        this.key = key;
        this.type = type;
        this.sendsType = sendsType;
        this.legacy = legacy;
        this.shape = shape.with(
                Shapes.field(EXTRA, Shapes.json("a JSON object"), "Fields that OpenAI added since; merged last."));
    }

    /** The key that names the kind in a preset. */
    public String key() {
        return key;
    }

    /** What the session is called in answers: realtime, transcription or translation. */
    public String type() {
        return type;
    }

    /** Whether OpenAI wants {@link #type} in the session that is sent, and does not refuse it there. */
    public boolean sendsType() {
        return sendsType;
    }

    /** Whether it is minted by one of the two endpoints from before general availability, which take no lifetime. */
    public boolean legacy() {
        return legacy;
    }

    /** The fields of the session. */
    public Struct shape() {
        return shape;
    }

    /** Every key that names a kind. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Kind::key).toList();
    }
}
