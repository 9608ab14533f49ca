/**
 * {@link dev.ephemint.config.ConfigTree} reads everything below {@code ephemint} out of SmallRye Config as one tree that
 * remembers where each text came from, and {@link dev.ephemint.config.Faults} collects what is wrong with it.
 */
package dev.ephemint.config;
