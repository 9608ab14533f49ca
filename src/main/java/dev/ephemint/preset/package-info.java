/**
 * {@link dev.ephemint.preset.Catalogue} holds the presets, compiled once at start and frozen; request code reads nothing else
 * of the configuration.
 */
package dev.ephemint.preset;
