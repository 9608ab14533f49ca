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
            @RestClient Instance<SecretsApi> api, @ConfigProperty(name = "AWS_SESSION_TOKEN") Optional<String> token) {
        this.extension = new SecretsExtension(api::get, token);
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
