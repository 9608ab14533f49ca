package dev.ephemint.session;

import dev.ephemint.config.Fault.Severity;

/**
 * A rule that a session breaks although each of its fields is well-formed by itself.
 *
 * @param path the place in the session, such as {@code tools[0].name}
 * @param wrong what is wrong
 * @param right what would be right
 */
public record Breach(Severity severity, String path, String wrong, String right) {}
