package dev.ephemint.quota;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.util.stream.Collectors.joining;

/**
 * Signs requests to DynamoDB (AWS Signature Version 4), as far as a POST to {@code /} without a query needs it. Held against
 * the SDK's own signer by test; that one cannot be built into a native binary without the SDK's C libraries.
 */
final class Signature {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int DATE_LENGTH = 8;

    private final Table table;
    private final Clock clock;

    Signature(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The headers to send with {@code body}, by lower-case name: {@code headers} and those of the signature. */
    Map<String, String> sign(Map<String, String> headers, byte[] body) {
        String time = TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        String digest = HexFormat.of().formatHex(sha256(body));
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put("host", host(table.endpoint()));
        signed.put("x-amz-content-sha256", digest);
        signed.put("x-amz-date", time);
        table.sessionToken().ifPresent(token -> signed.put("x-amz-security-token", token));
        String names = String.join(";", signed.keySet());
        String lines = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(joining());
        String request = String.join("\n", "POST", "/", "", lines, names, digest);
        String scope = String.join("/", time.substring(0, DATE_LENGTH), table.region(), "dynamodb", "aws4_request");
        String toSign = String.join("\n", ALGORITHM, time, scope, HexFormat.of().formatHex(sha256(utf8(request))));
        byte[] key = utf8("AWS4" + table.secretAccessKey());
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + table.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)));
        return signed;
    }

    /** As HTTP clients write it: with the port only where it is not the scheme's own. */
    private static String host(URI endpoint) {
        int usual = endpoint.getScheme().equals("https") ? 443 : 80;
        boolean other = endpoint.getPort() >= 0 && endpoint.getPort() != usual;
        return other ? endpoint.getHost() + ":" + endpoint.getPort() : endpoint.getHost();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }
}
