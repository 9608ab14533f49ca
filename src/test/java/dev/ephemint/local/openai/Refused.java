package dev.ephemint.local.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** OpenAI's answer to a request it does not accept. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String code;
    private final String param;

    /** {@code param}: the path of the field to blame, or null; {@code code} may be null too, as with OpenAI. */
    public Refused(int status, String code, String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    static Refused unknown(String param) {
        return new Refused(400, "unknown_parameter", param, "Unknown parameter: '" + param + "'.");
    }

    static Refused missing(String param) {
        return new Refused(400, "missing_required_parameter", param, "Missing required parameter: '" + param + "'.");
    }

    static Refused type(String param, String expected, String got) {
        return new Refused(
                400,
                "invalid_type",
                param,
                "Invalid type for '" + param + "': expected " + expected + ", but got " + got + " instead.");
    }

    static Refused value(String param, String expected) {
        return new Refused(
                400, "invalid_value", param, "Invalid value for '" + param + "': expected " + expected + ".");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String param() {
        return param;
    }

    /** The body of the answer. */
    public ObjectNode body() {
        var body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", getMessage())
                .put("type", "invalid_request_error")
                .put("param", param)
                .put("code", code);
        return body;
    }
}
