package dev.ephemint.access;

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

    @Property(seed = "20261162003", tries = 3000)
    void whatIsNotOfTheCharactersOfAnIpv6AddressStaysAsItIs(@ForAll @From("addresses") String address) {
        if (!address.matches("(?=.*:)[0-9A-Fa-f:.]{2,45}")) {
            assertThat(SourceAddress.network(address)).isEqualTo(address);
        } else if (!SourceAddress.network(address).equals(address)) {
            assertThat(SourceAddress.network(address)).matches("[0-9a-f]{16}/64|[0-9.]+");
        }
    }
}
