package dev.ephemint.mint;

import dev.ephemint.openai.ClientSecret;
import dev.ephemint.openai.Connect;
import dev.ephemint.preset.Preset;

/**
 * A request is granted.
 *
 * @param preset the preset it was granted from
 * @param secret the client secret
 * @param connect where the browser takes it
 */
public record Grant(Preset preset, ClientSecret secret, Connect connect) {}
