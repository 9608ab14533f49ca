package dev.ephemint.session;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.session.SessionRules.Rule;

/** Which hint goes with which model that writes down what is said. Models unknown here are left alone. */
final class TranscriptionRules {

    private static final String WHISPER = "gpt-realtime-whisper";
    private static final Set<String> WITHOUT_TURNS = Set.of(WHISPER, "gpt-live-transcribe");
    private static final Set<String> WITH_LISTS = Set.of("gpt-transcribe", "gpt-live-transcribe");

    static final List<Rule> ALL = List.of(
            new Rule(
                    "A transcription session with `gpt-realtime-whisper` or `gpt-live-transcribe` has `turn_detection:"
                            + " {type: none}`.",
                    "OpenAI spec, RealtimeTurnDetection; for gpt-live-transcribe its model page",
                    TranscriptionRules::turns),
            new Rule(
                    "`delay` goes with `gpt-realtime-whisper` only.",
                    "OpenAI spec, AudioTranscription.delay",
                    TranscriptionRules::delay),
            new Rule(
                    "`prompt` of a transcription does not go with `gpt-realtime-whisper`.",
                    "OpenAI spec, AudioTranscription.prompt",
                    TranscriptionRules::prompt),
            new Rule(
                    "`languages` and `keywords` go with `gpt-transcribe` and `gpt-live-transcribe` only.",
                    "OpenAI spec, AudioTranscription.languages, .keywords",
                    TranscriptionRules::lists));

    private TranscriptionRules() {}

    /** Only where writing down is all the session does: a realtime session takes turns of its own. */
    private static void turns(Examined session) {
        String model = model(session);
        if (!session.kind().type().equals("transcription") || !WITHOUT_TURNS.contains(model)) {
            return;
        }
        JsonNode turns = session.at(session.turnDetection());
        if (turns.isObject()) {
            session.error(
                    session.turnDetection(), model + " does not detect turns", "write turn_detection: {type: none}");
        } else if (turns.isMissingNode()) {
            session.warning(
                    session.turnDetection(),
                    model + " does not detect turns, and OpenAI may switch detection on by itself",
                    "write turn_detection: {type: none}");
        }
    }

    private static void delay(Examined session) {
        goesWith(session, "delay", Set.of(WHISPER));
    }

    private static void prompt(Examined session) {
        if (model(session).equals(WHISPER)) {
            refuse(session, "prompt", "remove it, or choose another model");
        }
    }

    private static void lists(Examined session) {
        goesWith(session, "languages", WITH_LISTS);
        goesWith(session, "keywords", WITH_LISTS);
    }

    private static void goesWith(Examined session, String field, Set<String> models) {
        String model = model(session);
        if (Parts.TRANSCRIPTION_MODEL.words().contains(model) && !models.contains(model)) {
            refuse(
                    session,
                    field,
                    "remove it, or choose "
                            + String.join(" or ", models.stream().sorted().toList()));
        }
    }

    private static void refuse(Examined session, String field, String right) {
        if (session.at(session.transcription()).has(field)) {
            session.error(session.transcription() + "." + field, field + " does not go with " + model(session), right);
        }
    }

    private static String model(Examined session) {
        return session.at(session.transcription()).path("model").asText();
    }
}
