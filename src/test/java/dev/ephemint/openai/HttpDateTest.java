package dev.ephemint.openai;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import dev.ephemint.Rewritten;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDateTest {

    private static final DateTimeFormatter FIXED =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    @Provide
    Arbitrary<String> dates() {
        return Rewritten.texts(
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Fri, 20 Nov 2026 12:00:00 GMT",
                "Thu, 29 Feb 2024 23:59:59 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "06 Nov 1994 08:49:37 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Wed, 31 Apr 2025 00:00:00 GMT",
                "Wed, 29 Feb 2023 00:00:00 GMT",
                "Fri, 20 Nov 2026 24:00:00 GMT",
                "Fri, 20 Nov 2026 23:59:60 GMT",
                "Sat, 01 Jan 0000 00:00:00 GMT",
                "Fri, 20 Nov 2026 12:00:00 +0100",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994");
    }

    private static Optional<Instant> read(String text, Function<String, Instant> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Property(seed = "20261162017", tries = 20000)
    void itReadsWhatTheFormatterReadsAndNothingElse(@ForAll @From("dates") String text) {
        assertThat(read(text, HttpDate::parse))
                .isEqualTo(read(text, it -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(it, Instant::from)));
    }

    @Property(seed = "20261162018", tries = 20000)
    void everySecondOfFourDigitYearsIsReadByHand(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long seconds) {
        Instant time = Instant.ofEpochSecond(seconds);
        assertThat(HttpDate.byHand(FIXED.format(time.atOffset(ZoneOffset.UTC)))).contains(time);
    }

    @Example
    void everyDigitCounts() {
        String text = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (int at = 0; at < text.length(); at++) {
            for (char c = ' '; c <= '~'; c++) {
                itReadsWhatTheFormatterReadsAndNothingElse(text.substring(0, at) + c + text.substring(at + 1));
            }
        }
    }
}
