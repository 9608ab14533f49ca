package dev.ephemint.openai;

/** What OpenAI can be asked for; each is one endpoint. */
public enum Operation {
    /** {@code POST /v1/realtime/client_secrets}, for realtime and for transcription sessions. */
    CLIENT_SECRET(false),
    /** {@code POST /v1/realtime/translations/client_secrets}. */
    TRANSLATION_CLIENT_SECRET(false),
    /** {@code POST /v1/realtime/sessions}, switched off for most accounts in 2026-05. */
    LEGACY_SESSION(true),
    /** {@code POST /v1/realtime/transcription_sessions}. */
    LEGACY_TRANSCRIPTION_SESSION(true);

    private final boolean legacy;

    Operation(boolean legacy) {
        this.legacy = legacy;
    }

    boolean legacy() {
        return legacy;
    }
}
