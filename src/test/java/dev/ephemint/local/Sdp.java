package dev.ephemint.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Session descriptions (RFC 8866) as far as a browser checks them before it connects. */
final class Sdp {
    private static final String FINGERPRINT = String.join(":", Collections.nCopies(32, "00"));
    private static final Pattern KEPT =
            Pattern.compile("m=.*|a=(mid|rtpmap|fmtp|sctp-port|max-message-size):.*|a=rtcp-mux");

    private Sdp() {}

    /** Accepts every medium of the offer in its order, as the standard asks, and sends nothing on any. */
    static String answer(String offer, String secret) {
        var lines = offer.lines().toList();
        var mids = lines.stream()
                .filter(line -> line.startsWith("a=mid:"))
                .map(line -> line.substring("a=mid:".length()))
                .collect(Collectors.joining(" "));
        var answer = new ArrayList<>(List.of("v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=-", "t=0 0"));
        if (!mids.isEmpty()) {
            answer.add("a=group:BUNDLE " + mids);
        }
        lines.stream().filter(line -> KEPT.matcher(line).matches()).forEach(line -> {
            answer.add(line);
            if (line.startsWith("m=")) {
                answer.add("c=IN IP4 0.0.0.0");
                answer.add("a=ice-ufrag:" + secret.substring(0, 4));
                answer.add("a=ice-pwd:" + secret);
                answer.add("a=fingerprint:sha-256 " + FINGERPRINT);
                answer.add("a=setup:active");
                answer.add("a=inactive");
            }
        });
        return String.join("\r\n", answer) + "\r\n";
    }
}
