/**
 * {@link dev.ephemint.settings.Settings} is everything an operator configures below {@code ephemint}, read and checked in one
 * go.
 */
package dev.ephemint.settings;
