package dev.ephemint.mint;

import java.util.Locale;

/** Every way of refusing a request, each with its HTTP status and a constant title (RFC 9457). */
public enum Problem {
    INVALID_JSON(400, "The body is not one valid JSON object"),
    INVALID_REQUEST(400, "The request does not fit"),
    UNAUTHENTICATED(401, "This preset needs an identity"),
    NOT_ALLOWED(403, "This preset is not for this caller"),
    BOT_CHECK_FAILED(403, "The bot check was not passed"),
    UNKNOWN_PRESET(404, "There is no such preset"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "Only POST is served here"),
    BODY_TOO_LARGE(413, "The body is larger than 4 KiB"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json in UTF-8"),
    RATE_LIMITED(429, "The quota is used up"),
    INTERNAL(500, "Something went wrong here"),
    UPSTREAM_REJECTED(502, "OpenAI refused the request"),
    UPSTREAM_INVALID(502, "OpenAI's answer cannot be used"),
    UPSTREAM_UNREACHABLE(502, "A service that this needs cannot be reached"),
    UPSTREAM_BUSY(503, "OpenAI is busy"),
    DISABLED(503, "This is switched off"),
    UPSTREAM_TIMEOUT(504, "OpenAI did not answer in time");

    private final int status;
    private final String title;
    private final String code;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One sentence for people; never changes. */
    public String title() {
        return title;
    }

    /** One word for programs; never changes. */
    public String code() {
        return code;
    }
}
