package dev.ephemint.botcheck;

import java.net.URI;

/**
 * An account with a provider.
 *
 * @param baseUrl where it verifies tokens, without {@code /siteverify}
 * @param secret the secret of the site; never printed
 */
public record Verifier(URI baseUrl, String secret) {

    @Override
    public String toString() {
        return "Verifier[" + baseUrl + "]";
    }
}
