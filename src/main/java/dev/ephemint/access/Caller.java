package dev.ephemint.access;

import java.util.Optional;

/**
 * The other end of one request.
 *
 * @param identity who the gateway says it is; empty for an anonymous caller
 * @param origin the {@code Origin} header, which a browser sets and anything else can forge
 * @param sourceAddress the address the gateway saw; empty where it does not say
 */
public record Caller(Optional<Identity> identity, Optional<String> origin, String sourceAddress) {}
