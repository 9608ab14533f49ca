package dev.ephemint.mint;

import java.time.Duration;

import dev.ephemint.access.Access;
import dev.ephemint.access.Caller;
import dev.ephemint.audit.Trail;
import dev.ephemint.openai.ClientSecret;
import dev.ephemint.openai.OpenAi;
import dev.ephemint.openai.OpenAiException;
import dev.ephemint.openai.Operation;
import dev.ephemint.openai.Upstreams;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import dev.ephemint.quota.Quotas;
import dev.ephemint.session.Kind;

/** Grants client secrets. Thread-safe. */
public final class Mint {

    /** For a busy upstream that did not say when to come back. */
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(5);

    private final Catalogue catalogue;
    private final Gate gate;
    private final Upstreams upstreams;
    private final boolean enabled;
    private final Duration maxLifetime;

    /**
     * A mint.
     *
     * @param gate stands before OpenAI
     * @param enabled false to refuse everything
     * @param maxLifetime a ceiling over the lifetimes of all presets
     */
    public Mint(Catalogue catalogue, Gate gate, Upstreams upstreams, boolean enabled, Duration maxLifetime) {
        this.catalogue = catalogue;
        this.gate = gate;
        this.upstreams = upstreams;
        this.enabled = enabled;
        this.maxLifetime = maxLifetime;
    }

    /**
     * Refuses everything while the operator has switched it off.
     *
     * @throws Refusal {@link Problem#DISABLED}
     */
    public void refuseIfDisabled() {
        if (!enabled) {
            throw Refusal.of(Problem.DISABLED);
        }
    }

    /**
     * Mints a client secret for {@code caller}.
     *
     * @param trail takes notes on the way, for the audit line
     * @throws Refusal where the preset, the caller, the request or OpenAI does not allow it
     */
    public Grant grant(TokenRequest request, Caller caller, Trail trail) {
        Preset preset = catalogue.find(request.preset()).orElseThrow(() -> Refusal.of(Problem.UNKNOWN_PRESET));
        trail.found(preset);
        refuseUnlessAllowed(preset.access(), caller);
        if (!preset.enabled()) {
            throw Refusal.of(Problem.DISABLED);
        }
        byte[] session = Narrowing.session(preset, request);
        Operation operation = operation(preset.kind());
        Duration lifetime = lifetime(preset, request, maxLifetime);
        OpenAi openAi = upstreams.named(preset.upstream());
        long start = System.nanoTime();
        Quotas.Taken units = gate.admit(preset, request, caller);
        try {
            ClientSecret secret = openAi.mint(
                    operation,
                    session,
                    lifetime,
                    gate.safetyIdentifier(caller),
                    Duration.ofNanos(System.nanoTime() - start),
                    trail.call());
            trail.minted(secret, lifetime);
            return new Grant(
                    preset,
                    secret,
                    openAi.connect(operation, secret, preset.session().model(), preset.webRtcFilter()));
        } catch (OpenAiException e) {
            units.giveBack();
            throw refusal(e);
        } catch (RuntimeException e) {
            units.giveBack();
            throw e;
        }
    }

    /** The smallest of what is asked, what the preset allows and {@code ceiling}. */
    static Duration lifetime(Preset preset, TokenRequest request, Duration ceiling) {
        Duration allowed = shorter(preset.lifetime(), ceiling);
        return request.lifetime().map(asked -> shorter(asked, allowed)).orElse(allowed);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void refuseUnlessAllowed(Access access, Caller caller) {
        switch (access.decide(caller)) {
            case UNAUTHENTICATED -> throw Refusal.of(Problem.UNAUTHENTICATED);
            case NOT_ALLOWED -> throw Refusal.of(Problem.NOT_ALLOWED);
            case GRANTED -> {
                // nothing stands in the way
            }
        }
    }

    private static Operation operation(Kind kind) {
        return switch (kind) {
            case REALTIME, TRANSCRIPTION -> Operation.CLIENT_SECRET;
            case TRANSLATION -> Operation.TRANSLATION_CLIENT_SECRET;
            case LEGACY_REALTIME -> Operation.LEGACY_SESSION;
            case LEGACY_TRANSCRIPTION -> Operation.LEGACY_TRANSCRIPTION_SESSION;
        };
    }

    private static Refusal refusal(OpenAiException e) {
        return switch (e.reason()) {
            case REJECTED -> Refusal.of(Problem.UPSTREAM_REJECTED);
            case INVALID -> Refusal.of(Problem.UPSTREAM_INVALID);
            case UNREACHABLE -> Refusal.of(Problem.UPSTREAM_UNREACHABLE);
            case TIMEOUT -> Refusal.of(Problem.UPSTREAM_TIMEOUT);
            case BUSY -> Refusal.until(Problem.UPSTREAM_BUSY, e.retryAfter().orElse(DEFAULT_RETRY));
        };
    }
}
