package dev.ephemint.openai;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A client secret as OpenAI minted it.
 *
 * @param value the secret, {@code ek_…}
 * @param expiresAt when it ends, by OpenAI's clock
 * @param expiresIn how long it lived when it was minted, by OpenAI's clock alone
 * @param session the effective session, as OpenAI echoes it
 */
public record ClientSecret(String value, Instant expiresAt, Duration expiresIn, ObjectNode session) {

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
