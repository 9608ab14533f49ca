package dev.ephemint.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names callers without telling who they are. A name is the HMAC-SHA-256 with a pepper, or the plain SHA-256 without one, of
 * these parts in UTF-8, each after its length in bytes as 32 bits, big-endian: {@code ephemint}, the purpose, any context, and
 * then {@code identity}, issuer and subject, or {@code address} and the source address.
 */
public final class Pseudonyms {

    private final Optional<SecretKeySpec> pepper;

    private Pseudonyms(Optional<SecretKeySpec> pepper) {
        this.pepper = pepper;
    }

    /** Names that nobody without {@code pepper} can make; without one, anybody who guesses the caller can. */
    public static Pseudonyms of(Optional<String> pepper) {
        return new Pseudonyms(
                pepper.map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256")));
    }

    /**
     * The name of {@code caller}: 64 hexadecimal digits. An IPv6 address counts by its /64, which is what one subscriber gets.
     *
     * @param purpose sets names apart that must not be linked
     * @param context what else the name depends on
     */
    public String of(String purpose, Caller caller, String... context) {
        List<String> parts = new ArrayList<>(List.of(context));
        caller.identity()
                .ifPresentOrElse(
                        identity -> parts.addAll(List.of("identity", identity.issuer(), identity.subject())),
                        () -> parts.addAll(List.of("address", SourceAddress.network(caller.sourceAddress()))));
        return of(purpose, parts);
    }

    /** A name for something that belongs to no caller. */
    public String of(String purpose, List<String> context) {
        List<String> parts = new ArrayList<>(List.of("ephemint", purpose));
        parts.addAll(context);
        return HexFormat.of().formatHex(digest(parts));
    }

    private byte[] digest(List<String> parts) {
        try {
            if (pepper.isPresent()) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(pepper.get());
                feed(parts, mac::update);
                return mac.doFinal();
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            feed(parts, digest::update);
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256 and its HMAC", impossible);
        }
    }

    private static void feed(List<String> parts, Consumer<byte[]> sink) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sink.accept(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sink.accept(bytes);
        }
    }

    /** The pepper is a secret. */
    @Override
    public String toString() {
        return "Pseudonyms[…]";
    }
}
