package dev.ephemint.session;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.Fault.Severity;

/**
 * A session under examination.
 *
 * @param session as it is sent
 * @param breaches receives what breaks a rule
 */
record Examined(Kind kind, JsonNode session, Consumer<Breach> breaches) {

    /** What stands at {@code path}, such as {@code audio.input.transcription}; a missing node where nothing does. */
    JsonNode at(String path) {
        JsonNode at = session;
        for (String step : path.split("\\.")) {
            at = at.path(step);
        }
        return at;
    }

    /** Where this kind of session keeps what is written down, and by which model. */
    String transcription() {
        return kind.legacy() ? "input_audio_transcription" : "audio.input.transcription";
    }

    /** Where this kind of session says how the end of a turn is found. */
    String turnDetection() {
        return kind.legacy() ? "turn_detection" : "audio.input.turn_detection";
    }

    void error(String path, String wrong, String right) {
        breaches.accept(new Breach(Severity.ERROR, path, wrong, right));
    }

    void warning(String path, String wrong, String right) {
        breaches.accept(new Breach(Severity.WARNING, path, wrong, right));
    }
}
