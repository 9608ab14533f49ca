package dev.ephemint.key;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.ephemint.key.KeyOrigin.Given;
import dev.ephemint.key.KeyOrigin.Parameter;
import dev.ephemint.key.KeyOrigin.Secret;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes key sources, so that the REST interface stays in this package. */
@Singleton
public final class KeySources {

    private final SecretsExtension extension;

    /** {@code api} is made when first used, because most functions that run locally have no use for it. */
    @Inject
    KeySources(
            @RestClient Instance<SecretsApi> api,
            @ConfigProperty(name = "AWS_SESSION_TOKEN") Optional<String> session,
            @ConfigProperty(name = "AWS_CONTAINER_AUTHORIZATION_TOKEN") Optional<String> container) {
        this.extension = new SecretsExtension(api::get, token(session, container));
    }

    /**
     * By which the extension knows the function. With SnapStart there is no session token, which would expire in the snapshot; the
     * agent inside the extension takes the container's then (aws-workload-credentials-provider, pull request 28).
     */
    static Optional<String> token(Optional<String> session, Optional<String> container) {
        return session.filter(text -> !text.isBlank()).or(() -> container);
    }

    /** A source of the key at {@code origin}; nothing is read yet. */
    public KeySource of(KeyOrigin origin) {
        if (origin instanceof Given given) {
            return KeySource.given(given.key());
        }
        return new StoredKey(
                () -> origin instanceof Secret secret ? extension.read(secret) : extension.read((Parameter) origin),
                Clock.systemUTC());
    }
}
