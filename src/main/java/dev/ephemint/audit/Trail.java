package dev.ephemint.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.ephemint.access.Caller;
import dev.ephemint.openai.Call;
import dev.ephemint.openai.ClientSecret;
import dev.ephemint.preset.Preset;
import dev.ephemint.shape.Digest;

/**
 * One request and what became of it, as far as an operator may know: no key, no secret, no token, no prompt ever gets in here, and
 * of the caller only a digest. Filled in on the way, each part when it is known. For one thread.
 */
public final class Trail {

    private final Instant time;
    private final long start;
    private final LongSupplier nanos;
    private final Call call;
    private Duration took = Duration.ZERO;
    private String requestId = "";
    private Optional<String> subject = Optional.empty();
    private Optional<String> origin = Optional.empty();
    private Optional<String> askedPreset = Optional.empty();
    private Optional<Preset> preset = Optional.empty();
    private Optional<Duration> asked = Optional.empty();
    private Optional<Duration> granted = Optional.empty();
    private Optional<String> secret = Optional.empty();
    private String outcome = "";
    private int status;

    /** A request that begins now; {@code nanos} measures time that passes. */
    public Trail(Clock clock, LongSupplier nanos) {
        this.time = clock.instant();
        this.start = nanos.getAsLong();
        this.nanos = nanos;
        this.call = new Call(nanos);
    }

    /** Who asks, and under which id the gateway knows the request. */
    public void from(String gatewayRequestId, Caller caller) {
        requestId = gatewayRequestId;
        subject = caller.identity().map(identity -> Digest.of(identity.issuer() + '\n' + identity.subject()));
        origin = caller.origin();
    }

    /** What is asked for; the preset need not exist. */
    public void asks(String presetName, Optional<Duration> lifetime) {
        askedPreset = Optional.of(presetName);
        asked = lifetime;
    }

    /** The preset exists. */
    public void found(Preset found) {
        preset = Optional.of(found);
    }

    /** A client secret was minted, for at most {@code lifetime}. */
    public void minted(ClientSecret minted, Duration lifetime) {
        secret = Optional.of(Digest.of(minted.value()));
        granted = Optional.of(lifetime);
    }

    /**
     * It is over.
     *
     * @param code one word for what became of it: granted, or the code of a problem
     * @param httpStatus what the caller gets
     */
    public void ends(String code, int httpStatus) {
        outcome = code;
        status = httpStatus;
        took = Duration.ofNanos(nanos.getAsLong() - start);
    }

    /** When it began. */
    public Instant time() {
        return time;
    }

    /** How long it took. */
    public Duration took() {
        return took;
    }

    /** The gateway's id of the request. */
    public String requestId() {
        return requestId;
    }

    /** A digest of issuer and subject; empty for an anonymous caller. */
    public Optional<String> subject() {
        return subject;
    }

    /** The {@code Origin} header, as sent: anything may stand in it. */
    public Optional<String> origin() {
        return origin;
    }

    /** The name that was asked for, whether or not there is such a preset. */
    public Optional<String> askedPreset() {
        return askedPreset;
    }

    /** The preset, if the request got that far. */
    public Optional<Preset> preset() {
        return preset;
    }

    /** The lifetime that was asked for, if any. */
    public Optional<Duration> asked() {
        return asked;
    }

    /** The lifetime that was granted, if it was. */
    public Optional<Duration> granted() {
        return granted;
    }

    /** A digest of the client secret, if there is one. */
    public Optional<String> secret() {
        return secret;
    }

    /** One word for what became of it. */
    public String outcome() {
        return outcome;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** What was asked of the upstream. */
    public Call call() {
        return call;
    }
}
