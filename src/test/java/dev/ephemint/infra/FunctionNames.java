package dev.ephemint.infra;

import java.util.Set;

/** The names by which the function and the templates know each other. */
final class FunctionNames {
    /** Settings that the function reads and an operator sets, as environment variables. */
    static final Set<String> SETTINGS = Set.of(
            "EPHEMINT_DEADLINE",
            "EPHEMINT_ENABLED",
            "EPHEMINT_METRICS_NAMESPACE",
            "EPHEMINT_OPENAI_API_KEY_PARAMETER",
            "EPHEMINT_OPENAI_API_KEY_SECRET",
            "EPHEMINT_QUOTA_TABLE",
            "QUARKUS_CONFIG_LOCATIONS",
            "QUARKUS_REST_CLIENT_OPENAI_URL");

    /** Variables that Quarkus's Lambda runtime or the Parameters and Secrets extension read. */
    static final Set<String> PLATFORM = Set.of(
            "DISABLE_SIGNAL_HANDLERS",
            "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT",
            "PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL",
            "SECRETS_MANAGER_TIMEOUT_MILLIS",
            "SECRETS_MANAGER_TTL",
            "SSM_PARAMETER_STORE_TIMEOUT_MILLIS",
            "SSM_PARAMETER_STORE_TTL");

    static final String NAMESPACE = "Ephemint";

    static final Set<String> METRICS =
            Set.of("Mints", "Refusals", "UpstreamLatency", "Latency", "Retries", "ColdStarts", "SecretLifetime");

    static final Set<Set<String>> DIMENSIONS = Set.of(Set.of("Preset", "Outcome"), Set.of("Outcome"), Set.of());

    /** Outcomes of a request other than {@code granted}: the codes of the problems it is answered with. */
    static final Set<String> REFUSALS = Set.of(
            "invalid_json",
            "invalid_request",
            "unauthenticated",
            "not_allowed",
            "bot_check_failed",
            "unknown_preset",
            "not_found",
            "method_not_allowed",
            "body_too_large",
            "unsupported_media_type",
            "rate_limited",
            "internal",
            "upstream_rejected",
            "upstream_invalid",
            "upstream_unreachable",
            "upstream_busy",
            "upstream_timeout",
            "disabled");

    /** Fields of an audit line that queries use. */
    static final Set<String> LOG_FIELDS = Set.of("outcome", "preset");

    static final String QUOTA_KEY = "id";
    static final String QUOTA_EXPIRY = "expires";

    private FunctionNames() {}
}
