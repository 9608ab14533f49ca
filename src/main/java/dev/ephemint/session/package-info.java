/**
 * {@link dev.ephemint.session.Kind} lists the five kinds of session that OpenAI mints client secrets for, each with the one
 * definition of its fields from which reading, checking, documentation and editor support follow.
 */
package dev.ephemint.session;
