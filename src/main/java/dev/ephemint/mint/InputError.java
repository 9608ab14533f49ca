package dev.ephemint.mint;

import java.util.Locale;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the body; empty for the whole
 * @param code what
 */
public record InputError(String pointer, Code code) {

    /** What can be wrong. */
    public enum Code {
        /** There is no body, or nothing in it. */
        EMPTY_BODY,
        /** The body is said to be base64 and is not. */
        BAD_BASE64,
        /** The body is not UTF-8, or not JSON. */
        SYNTAX,
        /** The root is no object. */
        NOT_AN_OBJECT,
        /** More than 8 levels. */
        TOO_DEEP,
        /** More than 32 members in one object or list. */
        TOO_MANY_MEMBERS,
        /** A control or direction character, or half of a surrogate pair. */
        FORBIDDEN_CHARACTER,
        /** The field is not known. */
        UNKNOWN_FIELD,
        /** The field has to be given. */
        REQUIRED,
        /** The value has another JSON type. */
        WRONG_TYPE,
        /** The value breaks a bound. */
        OUT_OF_RANGE,
        /** The preset does not let callers choose this. */
        NOT_OVERRIDABLE,
        /** The preset lets callers choose this, but not this value. */
        NOT_ALLOWED_VALUE,
        /** The preset has no such variable. */
        UNKNOWN_VARIABLE;

        /** As it is written in an answer. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
