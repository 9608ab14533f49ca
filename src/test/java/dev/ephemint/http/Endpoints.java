package dev.ephemint.http;

import java.time.Duration;

import dev.ephemint.TestPresets;
import dev.ephemint.mint.Mint;
import dev.ephemint.openai.OpenAi;

/** The endpoint over the presets of the tests, without Quarkus. */
final class Endpoints {

    private Endpoints() {}

    static TokenEndpoint over(OpenAi openAi, Runnable exit) {
        return new TokenEndpoint(new Mint(TestPresets.catalogue(), openAi, true, Duration.ofHours(2)), exit);
    }
}
