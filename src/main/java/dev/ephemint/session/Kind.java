package dev.ephemint.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.ephemint.shape.Shapes;
import dev.ephemint.shape.Struct;

/** The kinds of session; each is one upstream operation. */
public enum Kind {
    /** A conversation by voice or text. */
    REALTIME("realtime", Optional.of("realtime"), false, RealtimeSession.SHAPE),
    /** Speech to text, live. */
    TRANSCRIPTION("transcription", Optional.of("transcription"), false, TranscriptionSession.SHAPE),
    /** Speech to speech in another language; its session has no {@code type}. */
    TRANSLATION("translation", Optional.empty(), false, TranslationSession.SHAPE),
    /** A conversation by the endpoint of 2024, which OpenAI has switched off for most accounts. */
    LEGACY_REALTIME("legacy_realtime", Optional.empty(), true, LegacyRealtimeSession.SHAPE),
    /** Speech to text by the endpoint of 2025. */
    LEGACY_TRANSCRIPTION("legacy_transcription", Optional.empty(), true, LegacyTranscriptionSession.SHAPE);

    /** The key for what OpenAI has added and Ephemint does not know yet; merged into the session last. */
    public static final String EXTRA = "extra";

    private final String key;
    private final Optional<String> type;
    private final boolean legacy;
    private final Struct shape;

    Kind(String key, Optional<String> type, boolean legacy, Struct shape) {
        this.key = key;
        this.type = type;
        this.legacy = legacy;
        this.shape = shape.with(
                Shapes.field(EXTRA, Shapes.json("a JSON object"), "Fields that OpenAI added since; merged last."));
    }

    /** The key that names the kind in a preset. */
    public String key() {
        return key;
    }

    /** The {@code type} that OpenAI wants in the session, where it wants one. */
    public Optional<String> type() {
        return type;
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
