package dev.ephemint.openai;

import java.net.URI;
import java.util.Optional;

import dev.ephemint.key.KeyOrigin;

/**
 * A server that mints client secrets.
 *
 * @param name as presets call it; also the name of its REST client's settings
 * @param url as configured, without a slash at the end
 * @param key where its API key is
 * @param organization sent as {@code OpenAI-Organization}
 * @param project sent as {@code OpenAI-Project}
 */
public record Upstream(
        String name,
        Provider provider,
        URI url,
        KeyOrigin key,
        Optional<String> organization,
        Optional<String> project) {

    /** The upstream of presets that name none. */
    public static final String DEFAULT = "openai";

    /** What {@code /v1/realtime} stands below. */
    URI root() {
        return provider.root(url);
    }

    @Override
    public String toString() {
        return "Upstream[" + name + "]";
    }
}
