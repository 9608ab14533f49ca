package dev.ephemint.session;

import dev.ephemint.shape.Choice;
import dev.ephemint.shape.Field;
import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Struct;
import dev.ephemint.shape.Tagged;

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
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.tagged;
import static dev.ephemint.shape.Shapes.text;
import static dev.ephemint.shape.Shapes.whole;

/** Groups of fields that several kinds of session share. */
final class Parts {

    static final Choice VOICES = open(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")
            .except("it is a voice of text to speech only", "fable", "nova", "onyx");

    static final Shape VOICE =
            oneOf(struct(field("id", text(), "Id of a custom voice.").must()), VOICES);

    static final Choice TRANSCRIPTION_MODEL = open(
            "gpt-transcribe",
            "gpt-live-transcribe",
            "gpt-realtime-whisper",
            "gpt-4o-transcribe",
            "gpt-4o-transcribe-diarize",
            "gpt-4o-mini-transcribe",
            "gpt-4o-mini-transcribe-2025-12-15",
            "whisper-1");

    static final Struct TRANSCRIPTION = struct(
            field("model", TRANSCRIPTION_MODEL, "The model that writes down what is said.")
                    .must(),
            field("language", text(), "Language of the speech, ISO 639-1, such as en."),
            field(
                    "languages",
                    list(text(), 1, 64),
                    "Languages that may be spoken; gpt-transcribe and gpt-live-transcribe only."),
            field("keywords", list(text()), "Words to expect; gpt-transcribe and gpt-live-transcribe only."),
            field("prompt", text(), "Guides the style of the transcript; not with gpt-realtime-whisper."),
            field(
                    "delay",
                    choice("minimal", "low", "medium", "high", "xhigh"),
                    "How long to wait for context; gpt-realtime-whisper only."));

    static final Tagged FORMAT = or(
            or(
                    tagged("audio/pcm", struct(field("rate", whole(24000, 24000, "Hz"), "Samples a second."))),
                    "audio/pcmu",
                    struct()),
            "audio/pcma",
            struct());

    /** Near the microphone, as with a headset, or far from it, as with a laptop in a room. */
    static final Tagged NOISE_REDUCTION = orNull(or(tagged("near_field", struct()), "far_field", struct()));

    private static final Field CREATE_RESPONSE =
            field("create_response", flag(), "Answer by itself when a turn ends; default true.");
    private static final Field INTERRUPT_RESPONSE =
            field("interrupt_response", flag(), "Stop answering when the speaker starts again; default true.");
    private static final Field THRESHOLD =
            field("threshold", decimal("0", "1"), "How loud speech must be; default 0.5.");
    private static final Field PREFIX_PADDING =
            field("prefix_padding_ms", whole(0, 60_000, "milliseconds"), "Audio kept from before speech; default 300.");
    private static final Field SILENCE =
            field("silence_duration_ms", whole(0, 60_000, "milliseconds"), "Silence that ends a turn; default 500.");
    private static final Field EAGERNESS = field(
            "eagerness", choice("low", "medium", "high", "auto"), "How soon to answer; auto, the default, is medium.");

    /** Server VAD as the two legacy endpoints know it, without the idle time-out. */
    static final Tagged LEGACY_TURN_DETECTION = orNull(or(
            tagged("server_vad", struct(THRESHOLD, PREFIX_PADDING, SILENCE, CREATE_RESPONSE, INTERRUPT_RESPONSE)),
            "semantic_vad",
            struct(EAGERNESS, CREATE_RESPONSE, INTERRUPT_RESPONSE)));

    static final Tagged TURN_DETECTION = orNull(or(
            tagged(
                    "server_vad",
                    struct(
                            THRESHOLD,
                            PREFIX_PADDING,
                            SILENCE,
                            CREATE_RESPONSE,
                            INTERRUPT_RESPONSE,
                            field(
                                    "idle_timeout_ms",
                                    nullable(whole(5_000, 30_000, "milliseconds")),
                                    "Silence after which the model speaks up."))),
            "semantic_vad",
            struct(EAGERNESS, CREATE_RESPONSE, INTERRUPT_RESPONSE)));

    static final Shape INCLUDE = list(choice("item.input_audio_transcription.logprobs"));

    static final Shape TRACING = nullable(oneOf(
            choice("auto"),
            struct(
                    field("workflow_name", text(), "Name of the workflow in the traces dashboard."),
                    field("group_id", text(), "Groups traces, such as by conversation."),
                    field("metadata", json("an object of your own"), "Further data for the dashboard."))));

    static final Field TRUNCATION = field(
            "truncation",
            oneOf(
                    choice("auto", "disabled"),
                    tagged(
                            "retention_ratio",
                            struct(
                                    field(
                                                    "retention_ratio",
                                                    decimal("0", "1"),
                                                    "Share of the conversation kept when the context is full.")
                                            .must(),
                                    field(
                                            "token_limits",
                                            struct(
                                                    field(
                                                            "post_instructions",
                                                            whole(0, 1_000_000, "tokens"),
                                                            "Most tokens of conversation after the instructions.")),
                                            "Limits of its own, below the model's.")))),
            "What to drop when the conversation outgrows the context.");

    private static final Field CACHE_BREAKPOINT = field(
            "prompt_cache_breakpoint",
            struct(field("mode", choice("explicit"), "Always explicit.").must()),
            "Marks the end of a prefix to cache.");

    private static final Tagged PROMPT_INPUT = or(
            or(
                    tagged(
                            "input_text",
                            struct(field("text", text(), "The text.").must(), CACHE_BREAKPOINT)),
                    "input_image",
                    struct(
                            field("image_url", nullable(text()), "URL or data URL of the image."),
                            field("file_id", nullable(text()), "Id of an uploaded image."),
                            field("detail", choice("low", "high", "auto", "original"), "How closely to look.")
                                    .must(),
                            CACHE_BREAKPOINT)),
            "input_file",
            struct(
                    field("file_id", nullable(text()), "Id of an uploaded file."),
                    field("filename", text(), "Name of the file."),
                    field("file_data", text(), "The file's content."),
                    field("file_url", text(), "URL of the file."),
                    field("detail", choice("auto", "low", "high"), "How closely to look."),
                    CACHE_BREAKPOINT));

    static final Field PROMPT = field(
            "prompt",
            nullable(struct(
                    field("id", text(), "Id of a prompt kept at OpenAI.").must(),
                    field("version", nullable(text()), "Its version; default the latest."),
                    field(
                            "variables",
                            nullable(dictionary(".{1,64}", "a variable of the prompt", oneOf(text(), PROMPT_INPUT))),
                            "Values for its variables."))),
            "A prompt kept at OpenAI; shut down on 2026-11-30, write instructions instead.");

    private Parts() {}
}
