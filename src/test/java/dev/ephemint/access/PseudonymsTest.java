package dev.ephemint.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PseudonymsTest {

    private static final Pseudonyms PLAIN = Pseudonyms.of(Optional.empty());
    private static final Pseudonyms PEPPERED = Pseudonyms.of(Optional.of("pepper-CANARY-0123456789"));

    private static Caller somebody(String issuer, String subject) {
        return new Caller(
                Optional.of(new Identity(issuer, subject, Set.of(), Map.of())), Optional.empty(), "192.0.2.1");
    }

    private static Caller nobodyAt(String address) {
        return new Caller(Optional.empty(), Optional.empty(), address);
    }

    /** Both values come from Python's hashlib and hmac. */
    @Test
    void isTheDigestThatItsDescriptionSays() {
        assertThat(PLAIN.of("safety-identifier", somebody("https://i.test", "ada")))
                .isEqualTo("54bfb334a02a3227e7b8fbfcd67580095959cbc22f00199f17679906cc419a82");
        assertThat(PEPPERED.of("safety-identifier", somebody("https://i.test", "ada")))
                .isEqualTo("65cd84d455c4eab423a6cc7933e776702eb40b899bd5b813bb9eb69b838dea68");
    }

    @Test
    void tellsApartWhatIsNotTheSame() {
        assertThat(List.of(
                        PLAIN.of("quota", somebody("i", "ada")),
                        PLAIN.of("quota", somebody("i", "ada"), "captions"),
                        PLAIN.of("quota", somebody("i", "ada"), "captions", "3600"),
                        PLAIN.of("quota", somebody("i", "ada"), "captions3600"),
                        PLAIN.of("safety-identifier", somebody("i", "ada")),
                        PLAIN.of("quota", somebody("ia", "da")),
                        PLAIN.of("quota", somebody("", "iada")),
                        PLAIN.of("quota", somebody("iada", "")),
                        PLAIN.of("quota", somebody("i", "Ada")),
                        PLAIN.of("quota", somebody("i", "ada ")),
                        PLAIN.of("quota", nobodyAt("192.0.2.1")),
                        PLAIN.of("quota", nobodyAt("")),
                        PEPPERED.of("quota", somebody("i", "ada"))))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[0-9a-f]{64}"));
    }

    @Test
    void aSubjectThatLooksLikeAnAddressIsNoAddress() {
        assertThat(PLAIN.of("quota", somebody("address", "192.0.2.1")))
                .isNotEqualTo(PLAIN.of("quota", nobodyAt("192.0.2.1")));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1,2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1,2001:0DB8:0001:0002:0:0:0:9",
        "::ffff:192.0.2.1,192.0.2.1",
        "::ffff:c000:201,192.0.2.1"
    })
    void addressesOfOneSubscriberAreOneCaller(String one, String other) {
        assertThat(PLAIN.of("quota", nobodyAt(one))).isEqualTo(PLAIN.of("quota", nobodyAt(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1,2001:db8:1:3::1",
        "192.0.2.1,192.0.2.2",
        "2001:db8::1,192.0.2.1",
        "not:an:address,not:an:other",
        "www.example.com,www.example.org",
        "'',192.0.2.1"
    })
    void addressesOfTwoSubscribersAreTwo(String one, String other) {
        assertThat(PLAIN.of("quota", nobodyAt(one))).isNotEqualTo(PLAIN.of("quota", nobodyAt(other)));
    }

    @Test
    void whatIsNoAddressIsTakenAsItIs() {
        for (String text : List.of("", ":", "::::", "fe80::1%eth0", "1.2", "g::1", "1:2:3:4:5:6:7:8:9", "\u0000")) {
            assertThat(SourceAddress.network(text)).isEqualTo(text);
        }
    }

    @Test
    void thePepperIsNotPrinted() {
        assertThat(PEPPERED.toString()).doesNotContain("CANARY");
    }
}
