package dev.ephemint.openai;

import java.net.URI;

/** Who runs an upstream; decides paths and headers. */
public enum Provider {
    /** OpenAI, its data residency hosts included. */
    OPENAI("openai", ""),
    /** Azure OpenAI in Microsoft Foundry: the model is the name of a deployment. */
    AZURE("azure", "/openai");

    private final String key;
    private final String root;

    Provider(String key, String root) {
        this.key = key;
        this.root = root;
    }

    /** As it is written in the configuration. */
    public String key() {
        return key;
    }

    /** Whether it serves the two endpoints from before general availability. */
    public boolean hasLegacy() {
        return this == OPENAI;
    }

    /** Whether its {@code /calls} can keep instructions from the browser by {@code webrtcfilter=on}. */
    public boolean hasWebRtcFilter() {
        return this == AZURE;
    }

    /** What {@code /v1/realtime} stands below; {@code url} is the host alone, or goes on as its provider's documents show it. */
    URI root(URI url) {
        String text = url.toString();
        return URI.create(text.endsWith(root) ? text : text + root);
    }
}
