package dev.ephemint.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

import dev.ephemint.Rewritten;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class SourceAddressTest {

    @Provide
    Arbitrary<String> addresses() {
        return Rewritten.texts(
                "192.0.2.1",
                "2001:db8::1",
                "::",
                ":",
                "::ffff:192.0.2.1",
                "2001:0DB8:0000:0000:0000:0000:192.000.002.001",
                "fe80::1%eth0",
                "example.com:80",
                "");
    }

    @Property(seed = "20261162003", tries = 5000)
    void onlyWhatIsOfTheCharactersOfAnIpv6AddressIsParsed(@ForAll @From("addresses") String address) {
        boolean parsed = address.matches("(?=.*:)[0-9A-Fa-f:.]{2,45}");
        assertThat(SourceAddress.network(address)).isEqualTo(parsed ? network(address) : address);
    }

    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
