package dev.ephemint.quota;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.ephemint.local.Recorded;

import static java.util.stream.Collectors.joining;

/** AWS Signature Version 4 from AWS's description of it, to check what another implementation signed as it was received. */
final class SigV4 {

    private static final Pattern SIGNED_HEADERS = Pattern.compile("SignedHeaders=([a-z0-9;-]+)");

    private SigV4() {}

    /** The Authorization header that {@code request} should have. */
    static String authorization(Recorded request, String keyId, String secret, String region) {
        var given = SIGNED_HEADERS.matcher(request.header("Authorization").orElse(""));
        var names = given.find() ? given.group(1) : "";
        var time = request.header("X-Amz-Date").orElse("");
        var scope = time.substring(0, 8) + "/" + region + "/dynamodb/aws4_request";
        var headers = Pattern.compile(";")
                .splitAsStream(names)
                .map(name -> name + ":" + request.header(name).orElse("").strip() + "\n")
                .collect(joining());
        var canonical =
                String.join("\n", request.method(), request.uri(), "", headers, names, hex(sha256(request.body())));
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(canonical)));
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + keyId + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                + hex(hmac(key, toSign));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
