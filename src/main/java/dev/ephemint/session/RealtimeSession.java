package dev.ephemint.session;

import dev.ephemint.shape.Choice;
import dev.ephemint.shape.Struct;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.decimal;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.list;
import static dev.ephemint.shape.Shapes.nullable;
import static dev.ephemint.shape.Shapes.oneOf;
import static dev.ephemint.shape.Shapes.open;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;
import static dev.ephemint.shape.Shapes.whole;

/** Fields of a realtime session: OpenAI's spec, schema RealtimeSessionCreateRequestGA. */
final class RealtimeSession {

    static final Choice MODEL = open(
            "gpt-realtime-2.1",
            "gpt-realtime-2.1-mini",
            "gpt-realtime-2",
            "gpt-realtime-1.5",
            "gpt-realtime",
            "gpt-realtime-2025-08-28",
            "gpt-realtime-mini",
            "gpt-realtime-mini-2025-10-06",
            "gpt-realtime-mini-2025-12-15",
            "gpt-4o-realtime-preview",
            "gpt-4o-realtime-preview-2024-10-01",
            "gpt-4o-realtime-preview-2024-12-17",
            "gpt-4o-realtime-preview-2025-06-03",
            "gpt-4o-mini-realtime-preview",
            "gpt-4o-mini-realtime-preview-2024-12-17",
            "gpt-audio-1.5",
            "gpt-audio-mini",
            "gpt-audio-mini-2025-10-06",
            "gpt-audio-mini-2025-12-15");

    static final Struct SHAPE = struct(
                    field("type", choice("realtime"), "Implied by the kind."),
                    field("output_modalities", list(choice("audio", "text"), 1, 1), "What the model answers with."),
                    field("model", MODEL, "The model to talk to.").must(),
                    field("instructions", text(), "What the model is told first; {{name}} stands for a variable."),
                    field(
                            "audio",
                            struct(
                                    field(
                                            "input",
                                            struct(
                                                    field("format", Parts.FORMAT, "Encoding of what is heard."),
                                                    field(
                                                            "transcription",
                                                            nullable(Parts.TRANSCRIPTION),
                                                            "Write down what the user says; default off."),
                                                    field(
                                                            "noise_reduction",
                                                            Parts.NOISE_REDUCTION,
                                                            "Filter noise; default off."),
                                                    field(
                                                            "turn_detection",
                                                            Parts.TURN_DETECTION,
                                                            "How the end of a turn is found; none for push-to-talk.")),
                                            "What the model hears."),
                                    field(
                                            "output",
                                            struct(
                                                    field("format", Parts.FORMAT, "Encoding of what is said."),
                                                    field("voice", Parts.VOICE, "The voice that speaks."),
                                                    field("speed", decimal("0.25", "1.5"), "Pace; default 1.")),
                                            "What the model says.")),
                            "Sound in both directions."),
                    field("include", Parts.INCLUDE, "Further data in server events."),
                    field("tracing", Parts.TRACING, "Traces in OpenAI's dashboard; default none."),
                    field("tools", Tools.ALL, "What the model may call."),
                    field("tool_choice", Tools.TOOL_CHOICE, "Whether and what it calls; default auto."),
                    field("parallel_tool_calls", flag(), "Several calls at once; the gpt-realtime-2 family only."),
                    field(
                            "reasoning",
                            struct(field(
                                    "effort",
                                    choice("minimal", "low", "medium", "high", "xhigh"),
                                    "How hard it thinks; default low.")),
                            "Thinking before speaking; the gpt-realtime-2 family only."),
                    field(
                            "max_output_tokens",
                            oneOf(choice("inf"), whole(1, 4096, "tokens")),
                            "Most tokens of one answer; default inf."),
                    Parts.TRUNCATION,
                    Parts.PROMPT)
            .without("temperature", "remove it: OpenAI took it out, only legacy_realtime has it")
            .without("modalities", "use output_modalities")
            .without("max_response_output_tokens", "use max_output_tokens")
            .without("input_audio_format", "use audio.input.format")
            .without("output_audio_format", "use audio.output.format")
            .without("input_audio_transcription", "use audio.input.transcription")
            .without("input_audio_noise_reduction", "use audio.input.noise_reduction");

    private RealtimeSession() {}
}
