package dev.ephemint.openai;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import dev.ephemint.shape.Alphabet;

/** Reads a date as HTTP has it (RFC 9110, section 5.6.7), in the form that servers send by hand: a formatter takes far longer. */
final class HttpDate {

    /** A zero is a digit, an x any character, the rest itself. */
    private static final String FORM = "xxx, 00 xxx 0000 00:00:00 GMT";

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";

    private HttpDate() {}

    /**
     * The time that {@code text} says.
     *
     * @throws DateTimeException where it says none
     */
    static Instant parse(String text) {
        return byHand(text).orElseGet(() -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    }

    /** The same without a formatter; empty where {@code text} has another form, or says what is no time. */
    static Optional<Instant> byHand(String text) {
        int month = hasForm(text) ? MONTHS.indexOf(text.substring(7, 12)) : -1;
        if (month < 0) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(text, 12, 16),
                    month / 4 + 1,
                    number(text, 5, 7),
                    number(text, 17, 19),
                    number(text, 20, 22),
                    number(text, 23, 25));
            boolean agrees =
                    DAYS.startsWith(text.substring(0, 3), time.getDayOfWeek().ordinal() * 3);
            return agrees ? Optional.of(time.toInstant(ZoneOffset.UTC)) : Optional.empty();
        } catch (DateTimeException oddButPerhapsKnown) {
            return Optional.empty();
        }
    }

    private static boolean hasForm(String text) {
        boolean fits = text.length() == FORM.length();
        for (int i = 0; fits && i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            fits = form == '0' ? Alphabet.DIGITS.holds(text.charAt(i)) : form == 'x' || form == text.charAt(i);
        }
        return fits;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
