package dev.ephemint.session;

import dev.ephemint.shape.Struct;

import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.struct;

/**
 * Fields of {@code POST /v1/realtime/transcription_sessions}: OpenAI's spec, schema RealtimeTranscriptionSessionCreateRequest,
 * with the fields of 2025-08. Its lifetime cannot be set.
 */
final class LegacyTranscriptionSession {

    static final Struct SHAPE = struct(
                    field("modalities", LegacyRealtimeSession.MODALITIES, "What the session works with."),
                    field("input_audio_format", LegacyRealtimeSession.FORMAT, "Encoding; default pcm16."),
                    field("input_audio_transcription", Parts.TRANSCRIPTION, "The model and its hints.")
                            .must(),
                    field("turn_detection", Parts.LEGACY_TURN_DETECTION, "How the end of a turn is found."),
                    field("input_audio_noise_reduction", Parts.NOISE_REDUCTION, "Filter noise; default off."),
                    field("include", Parts.INCLUDE, "Further data in server events."))
            .without("client_secret", "remove it: the legacy endpoints refuse a lifetime")
            .without("type", "remove it: a legacy session has no type")
            .without("model", "a transcription session has its model at input_audio_transcription.model")
            .without("audio", "the legacy fields are flat: input_audio_format, input_audio_transcription and so on");

    private LegacyTranscriptionSession() {}
}
