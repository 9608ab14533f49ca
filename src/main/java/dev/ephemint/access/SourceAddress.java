package dev.ephemint.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

import dev.ephemint.shape.Alphabet;

/** The address that a request came from, as far as it tells callers apart. */
final class SourceAddress {

    /** With a colon and these characters alone, the JDK parses it and never asks a name server. */
    private static final Alphabet IPV6 = Alphabet.of("0-9A-Fa-f:.");

    private static final int SHORTEST = 2;
    private static final int LONGEST = 45;

    private static final int SUBSCRIBER_BYTES = 8;

    private SourceAddress() {}

    /** {@code address} itself, or of an IPv6 address its /64; one address has one spelling. */
    static String network(String address) {
        if (address.indexOf(':') < 0 || address.length() < SHORTEST || !IPV6.spells(address, LONGEST)) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, SUBSCRIBER_BYTES) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
