package dev.ephemint.mint;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a caller asks for; well-formed, but not yet checked against any preset.
 *
 * @param preset the name of a preset, which need not exist
 * @param lifetime how long the secret may live at most, at least 10 seconds; empty for as long as the preset allows
 * @param session a part of the session in OpenAI's shape; empty object for none
 * @param variables values for the preset's variables
 * @param botCheck the token of a bot check; not looked at where the preset asks for none
 */
public record TokenRequest(
        String preset,
        Optional<Duration> lifetime,
        ObjectNode session,
        Map<String, String> variables,
        Optional<String> botCheck) {

    public TokenRequest {
        variables = Map.copyOf(variables);
    }

    /** Callers put names of people into it: only the preset is printed. */
    @Override
    public String toString() {
        return "TokenRequest[" + preset + "]";
    }
}
