package dev.ephemint.preset;

import java.time.Duration;
import java.util.Map;

import dev.ephemint.access.Access;
import dev.ephemint.session.Kind;

/**
 * A session that callers may ask for by name, and what they may choose in it.
 *
 * @param name as in the configuration
 * @param enabled false when the operator has switched it off
 * @param lifetime the longest a client secret may live, 10 seconds to 2 hours; legacy kinds ignore it
 * @param access who may use it
 * @param protection how much of it there is
 * @param overrides what a caller may choose, by path such as {@code audio.output.voice}
 * @param variables what a caller may fill into the instructions, by name
 * @param revealsSession whether the caller is shown OpenAI's effective session whole
 * @param upstream the name of the upstream that mints the secret
 * @param webRtcFilter whether the browser is sent where instructions are kept from it (Azure only)
 * @param session what is sent to OpenAI
 */
public record Preset(
        String name,
        Kind kind,
        boolean enabled,
        Duration lifetime,
        Access access,
        Protection protection,
        Map<String, OverrideRule> overrides,
        Map<String, Variable> variables,
        boolean revealsSession,
        String upstream,
        boolean webRtcFilter,
        SessionTemplate session) {

    /** How long a secret lives where the preset does not say. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(60);

    /** The shortest lifetime that OpenAI takes (spec: {@code expires_after.seconds} minimum). */
    public static final Duration MIN_LIFETIME = Duration.ofSeconds(10);

    /** The longest lifetime that OpenAI takes (spec: {@code expires_after.seconds} maximum). */
    public static final Duration MAX_LIFETIME = Duration.ofHours(2);

    /** The upstream of presets that name none. */
    public static final String DEFAULT_UPSTREAM = "openai";

    public Preset {
        overrides = Map.copyOf(overrides);
        variables = Map.copyOf(variables);
    }

    /** Presets hold prompts and tool credentials: only the name is ever printed. */
    @Override
    public String toString() {
        return "Preset[" + name + "]";
    }
}
