package dev.ephemint.openai;

import java.time.Duration;
import java.time.Instant;

/**
 * A client secret as OpenAI minted it.
 *
 * @param value the secret, {@code ek_…}
 * @param expiresAt when it ends, by OpenAI's clock
 * @param expiresIn how long it lived when it was minted, by OpenAI's clock alone
 * @param session what OpenAI made of the session that it was sent
 */
public record ClientSecret(String value, Instant expiresAt, Duration expiresIn, EffectiveSession session) {

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
