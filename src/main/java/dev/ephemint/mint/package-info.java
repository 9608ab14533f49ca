/**
 * {@link dev.ephemint.mint.Mint} grants a client secret or refuses: it finds the preset, asks whether the caller may, narrows
 * the preset by the request and calls OpenAI.
 */
package dev.ephemint.mint;
