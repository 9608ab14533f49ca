/**
 * {@link dev.ephemint.access.Access} decides whether a {@link dev.ephemint.access.Caller}, as the gateway vouches for it, may
 * use a preset.
 */
package dev.ephemint.access;
