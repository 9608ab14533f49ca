package dev.ephemint.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer, every part of which can be bent. */
record Answer(String statusLine, Map<String, String> headers, byte[] body) {

    static final String SECRET = "ek_CANARY_6f1d2c3b4a59";

    /** What a client secret looks like, good for {@code lifetime} from {@code now}. */
    static String json(Instant now, Duration lifetime) {
        return json("\"" + SECRET + "\"", Long.toString(now.plus(lifetime).getEpochSecond()));
    }

    /** The same with a value and an expiry of one's own, as JSON. */
    static String json(String value, String expiresAt) {
        return "{\"value\":" + value + ",\"expires_at\":" + expiresAt
                + ",\"session\":{\"id\":\"sess_1\",\"type\":\"realtime\",\"model\":\"gpt-realtime-2.1\",\"newer\":[{}]}}";
    }

    static Answer secret() {
        return ok(json(Instant.now(), Duration.ofMinutes(1)));
    }

    /** The same, made once for a run of many minutes. */
    static Answer lasting() {
        return ok(json(Instant.now(), Duration.ofHours(1)));
    }

    static Answer ok(String json) {
        return status(200).header("Content-Type", "application/json").body(json);
    }

    static Answer status(int status) {
        return new Answer("HTTP/1.1 " + status + " Whatever", Map.of(), new byte[0])
                .header("Date", date(Instant.now()));
    }

    /** OpenAI's error. */
    static Answer error(int status, String code) {
        return status(status)
                .header("Content-Type", "application/json")
                .body("{\"error\":{\"type\":\"t\",\"message\":\"EVIL-UPSTREAM\",\"param\":null,\"code\":\"" + code
                        + "\"}}");
    }

    static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(statusLine, more, body);
    }

    Answer without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new Answer(statusLine, fewer, body);
    }

    Answer body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    Answer body(byte[] bytes) {
        return new Answer(statusLine, headers, bytes);
    }

    /** Status line and headers, with the length unless it is set already, and the empty line. */
    byte[] head() {
        StringBuilder head = new StringBuilder(statusLine).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Content-Length")
                && !headers.containsKey("Transfer-Encoding")
                && !statusLine.contains(" 204 ")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Both in one piece, so that the second is there with the first. */
    byte[] and(Answer second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(bytes());
        both.writeBytes(second.bytes());
        return both.toByteArray();
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head());
        all.writeBytes(body);
        return all.toByteArray();
    }
}
