package dev.ephemint.session;

import dev.ephemint.shape.Choice;
import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Struct;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.decimal;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.list;
import static dev.ephemint.shape.Shapes.nullable;
import static dev.ephemint.shape.Shapes.oneOf;
import static dev.ephemint.shape.Shapes.open;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;
import static dev.ephemint.shape.Shapes.whole;

/**
 * Fields of {@code POST /v1/realtime/sessions}: OpenAI's spec of 2025-08, schema RealtimeSessionCreateRequest, with what the
 * newest spec adds. Its lifetime cannot be set: the server refuses every spelling of it.
 */
final class LegacyRealtimeSession {

    private static final Choice MODEL = open(
            "gpt-4o-realtime-preview",
            "gpt-4o-realtime-preview-2024-10-01",
            "gpt-4o-realtime-preview-2024-12-17",
            "gpt-4o-realtime-preview-2025-06-03",
            "gpt-4o-mini-realtime-preview",
            "gpt-4o-mini-realtime-preview-2024-12-17");

    static final Choice FORMAT = choice("pcm16", "g711_ulaw", "g711_alaw");

    static final Shape MODALITIES = list(choice("text", "audio"), 1, 2);

    static final Struct SHAPE = struct(
                    field("modalities", MODALITIES, "What the model answers with."),
                    field("model", MODEL, "The model to talk to.").must(),
                    field("instructions", text(), "What the model is told first; {{name}} stands for a variable."),
                    field("voice", Parts.VOICE, "The voice that speaks."),
                    field("input_audio_format", FORMAT, "Encoding of what is heard; default pcm16."),
                    field("output_audio_format", FORMAT, "Encoding of what is said; default pcm16."),
                    field(
                            "input_audio_transcription",
                            nullable(struct(
                                    field("model", Parts.TRANSCRIPTION_MODEL, "The model that writes it down."),
                                    field("language", text(), "Language of the speech, ISO 639-1."),
                                    field("prompt", text(), "Guides the style of the transcript."))),
                            "Write down what the user says; default off."),
                    field("turn_detection", Parts.LEGACY_TURN_DETECTION, "How the end of a turn is found."),
                    field("input_audio_noise_reduction", Parts.NOISE_REDUCTION, "Filter noise; default off."),
                    field("speed", decimal("0.25", "1.5"), "Pace; default 1."),
                    field("tracing", Parts.TRACING, "Traces in OpenAI's dashboard; default none."),
                    field("tools", Tools.FUNCTIONS, "What the model may call."),
                    field("tool_choice", Tools.LEGACY_TOOL_CHOICE, "Whether and what it calls; default auto."),
                    field("temperature", decimal("0.6", "1.2"), "Variation of the answers; default 0.8."),
                    field(
                            "max_response_output_tokens",
                            oneOf(choice("inf"), whole(1, 4096, "tokens")),
                            "Most tokens of one answer; default inf."),
                    Parts.TRUNCATION,
                    Parts.PROMPT)
            .without("client_secret", "remove it: the legacy endpoints refuse a lifetime")
            .without("type", "remove it: a legacy session has no type")
            .without("audio", "the legacy fields are flat: voice, speed, input_audio_format and so on")
            .without("output_modalities", "use modalities")
            .without("max_output_tokens", "use max_response_output_tokens");

    private LegacyRealtimeSession() {}
}
