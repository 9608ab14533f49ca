package dev.ephemint.openai;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin.Given;
import dev.ephemint.key.KeySource;
import dev.ephemint.openai.Outcome.Answered;

/** OpenAI without a network: answers at once, and always the same. */
public final class CannedOpenAi {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    static final byte[] BODY = """
            {"value": "ek_f5e05e0c126a7d008ecfc0bf80fade3d", "expires_at": 1795176060,
             "session": {"audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "noise_reduction": null,
                 "transcription": null, "turn_detection": {"create_response": true, "eagerness": "auto",
                 "interrupt_response": true, "type": "semantic_vad"}},
               "output": {"format": {"rate": 24000, "type": "audio/pcm"}, "speed": 1, "voice": "marin"}},
              "expires_at": 0, "id": "sess_IxTzpT4kv8r8QKnOoL1ch", "include": null,
              "instructions": "You are the support agent of Example Ltd. Greet there by name. Keep answers short.",
              "max_output_tokens": "inf", "model": "gpt-realtime-2.1", "object": "realtime.session",
              "output_modalities": ["audio"], "prompt": null, "tool_choice": "auto", "tools": [], "tracing": null,
              "truncation": "auto", "type": "realtime"}}
            """.getBytes(StandardCharsets.UTF_8);

    private static final Map<String, List<String>> HEADERS =
            Map.of("Content-Type", List.of("application/json"), "Date", List.of("Fri, 20 Nov 2026 12:00:00 GMT"));

    private static final ApiKey KEY = new ApiKey("sk-bench");

    private CannedOpenAi() {}

    /** The one that answers at once, called as presets call it by default. */
    public static Upstreams upstreams() {
        Upstream upstream = new Upstream(
                Upstream.DEFAULT,
                Provider.OPENAI,
                URI.create("https://api.openai.com"),
                new Given(KEY),
                Optional.empty(),
                Optional.empty());
        OpenAi openAi = new OpenAi(
                (operation, key, user, request, deadline) -> new Answered(200, HEADERS, BODY),
                upstream,
                KeySource.given(KEY),
                Duration.ofSeconds(8),
                new Retry(() -> 0.5),
                Ticker.SYSTEM);
        return new Upstreams(Map.of(Upstream.DEFAULT, openAi), Map.of());
    }
}
