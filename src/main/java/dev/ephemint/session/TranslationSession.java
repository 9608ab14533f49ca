package dev.ephemint.session;

import dev.ephemint.shape.Struct;

import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.nullable;
import static dev.ephemint.shape.Shapes.open;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;

/** Fields of a translation session: OpenAI's spec, schema RealtimeTranslationClientSecretCreateRequest. */
final class TranslationSession {

    static final Struct SHAPE = struct(
                    field("model", open("gpt-realtime-translate"), "The model that translates.")
                            .must(),
                    field(
                            "audio",
                            struct(
                                    field(
                                            "input",
                                            struct(
                                                            field(
                                                                    "transcription",
                                                                    nullable(
                                                                            struct(
                                                                                    field(
                                                                                                    "model",
                                                                                                    Parts
                                                                                                            .TRANSCRIPTION_MODEL,
                                                                                                    "The model that writes it down.")
                                                                                            .must())),
                                                                    "Write down what is heard; default off."),
                                                            field(
                                                                    "noise_reduction",
                                                                    Parts.NOISE_REDUCTION,
                                                                    "Filter noise; default off."))
                                                    .without(
                                                            "language",
                                                            "remove it: the language spoken is found out by itself"),
                                            "What is heard."),
                                    field(
                                            "output",
                                            struct(field("language", text(), "Language to speak, such as es.")),
                                            "What is said.")),
                            "Sound in both directions."))
            .without("type", "remove it: a translation session has no type")
            .without("instructions", "remove it: a translation session follows no instructions");

    private TranslationSession() {}
}
