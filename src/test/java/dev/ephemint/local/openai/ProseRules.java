package dev.ephemint.local.openai;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Rules across fields, which OpenAI's documentation states in its descriptions and the server enforces. */
final class ProseRules {
    private static final Set<String> WITHOUT_VAD = Set.of("gpt-realtime-whisper", "gpt-live-transcribe");
    private static final Set<String> WITH_LANGUAGES = Set.of("gpt-transcribe", "gpt-live-transcribe");
    private static final List<String> MCP_SERVERS = List.of("server_url", "connector_id", "tunnel_id");

    private ProseRules() {}

    static void check(String object, JsonNode body) {
        switch (object) {
            case "client_secrets" -> {
                var session = body.path("session");
                var input = session.path("audio").path("input");
                transcriber(input.path("transcription"), "session.audio.input.transcription");
                if (session.path("type").asText().equals("transcription")) {
                    turnDetection(
                            input.path("transcription"),
                            input.path("turn_detection"),
                            "session.audio.input.turn_detection");
                }
                reasoning(session);
                tools(session.path("tools"));
            }
            case "legacy_transcription" -> {
                transcriber(body.path("input_audio_transcription"), "input_audio_transcription");
                turnDetection(body.path("input_audio_transcription"), body.path("turn_detection"), "turn_detection");
            }
            default -> {}
        }
    }

    private static void transcriber(JsonNode transcription, String path) {
        var model = transcription.path("model").asText();
        if (!RequestRules.models().contains(model)) {
            return;
        }
        var whisper = model.equals("gpt-realtime-whisper");
        only(whisper, transcription, path, "delay", model);
        only(!whisper, transcription, path, "prompt", model);
        only(WITH_LANGUAGES.contains(model), transcription, path, "languages", model);
        only(WITH_LANGUAGES.contains(model), transcription, path, "keywords", model);
    }

    private static void turnDetection(JsonNode transcription, JsonNode turnDetection, String path) {
        if (WITHOUT_VAD.contains(transcription.path("model").asText()) && turnDetection.isObject()) {
            throw Refused.value(path, "null, since the model has no voice activity detection");
        }
    }

    private static void reasoning(JsonNode session) {
        var model = session.path("model").asText();
        if (RequestRules.models().contains(model)) {
            var reasons = model.matches("gpt-realtime-2(\\.\\d+)?(-mini)?");
            only(reasons, session, "session", "reasoning", model);
            only(reasons, session, "session", "parallel_tool_calls", model);
        }
    }

    private static void only(boolean supported, JsonNode object, String path, String field, String model) {
        if (!supported && object.has(field)) {
            throw Refused.value(path + "." + field, "nothing: '" + model + "' does not support it");
        }
    }

    private static void tools(JsonNode tools) {
        for (int i = 0; i < tools.size(); i++) {
            var tool = tools.get(i);
            var servers = MCP_SERVERS.stream().filter(tool::has).count();
            if (tool.path("type").asText().equals("mcp") && servers != 1) {
                throw servers == 0
                        ? Refused.missing("session.tools[" + i + "].server_url")
                        : Refused.value("session.tools[" + i + "]", "exactly one of " + String.join(", ", MCP_SERVERS));
            }
        }
    }
}
