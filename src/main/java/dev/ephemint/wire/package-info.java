/**
 * {@link dev.ephemint.wire.Request} writes what HTTP/1.1 asks, {@link dev.ephemint.wire.ResponseReader} reads what it answers
 * (RFC 9112): for one who waits, one message after the other, each of them whole. What two readers could read differently is refused.
 */
package dev.ephemint.wire;
