package dev.ephemint.local;

import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints that mint a client secret. */
enum MintEndpoint {
    CLIENT_SECRETS("/v1/realtime/client_secrets", "client_secrets", false),
    TRANSLATION("/v1/realtime/translations/client_secrets", "translation_client_secrets", false),
    LEGACY_REALTIME("/v1/realtime/sessions", "legacy_realtime", true),
    LEGACY_TRANSCRIPTION("/v1/realtime/transcription_sessions", "legacy_transcription", true);

    final String path;
    /** The name of the request body in the list of fields. */
    final String shape;
    /** Whether it is of the beta shape that OpenAI retired in 2026-05, and wants {@code OpenAI-Beta: realtime=v1}. */
    final boolean legacy;

    MintEndpoint(String path, String shape, boolean legacy) {
        this.path = path;
        this.shape = shape;
        this.legacy = legacy;
    }

    static Optional<MintEndpoint> at(String path) {
        return Stream.of(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }
}
