package dev.ephemint.audit;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;

/** What of ASCII is escaped: what JSON wants escaped, and DEL, which JSON lets through to the terminal. */
final class AsciiEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;
    private static final char DEL = 0x7F;

    private final int[] codes = standardAsciiEscapesForJSON();

    AsciiEscapes() {
        codes[DEL] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return codes;
    }

    /** None: the standard escapes do. */
    @Override
    public SerializableString getEscapeSequence(int c) {
        return null;
    }
}
