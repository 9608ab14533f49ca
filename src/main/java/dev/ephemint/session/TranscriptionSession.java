package dev.ephemint.session;

import dev.ephemint.shape.Struct;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.struct;

/** Fields of a transcription session: OpenAI's spec, schema RealtimeTranscriptionSessionCreateRequestGA. */
final class TranscriptionSession {

    static final Struct SHAPE = struct(
                    field("type", choice("transcription"), "Implied by the kind."),
                    field(
                                    "audio",
                                    struct(field(
                                                    "input",
                                                    struct(
                                                            field("format", Parts.FORMAT, "Encoding of what is heard."),
                                                            field(
                                                                            "transcription",
                                                                            Parts.TRANSCRIPTION,
                                                                            "The model and its hints.")
                                                                    .must(),
                                                            field(
                                                                    "noise_reduction",
                                                                    Parts.NOISE_REDUCTION,
                                                                    "Filter noise; default off."),
                                                            field(
                                                                    "turn_detection",
                                                                    Parts.TURN_DETECTION,
                                                                    "How the end of a turn is found.")),
                                                    "What is heard.")
                                            .must()),
                                    "Sound to write down.")
                            .must(),
                    field("include", Parts.INCLUDE, "Further data in server events."))
            .without("model", "a transcription session has its model at audio.input.transcription.model")
            .without("instructions", "remove it: a transcription session follows no instructions");

    private TranscriptionSession() {}
}
