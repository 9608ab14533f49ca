package dev.ephemint.mint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.TestPresets;
import dev.ephemint.access.Caller;
import dev.ephemint.access.Identity;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.audit.Trail;
import dev.ephemint.audit.Trails;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.openai.ScriptedOpenAi;
import dev.ephemint.openai.Upstreams;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import dev.ephemint.quota.Quotas;
import dev.ephemint.shape.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MintTest {

    private static final Catalogue CATALOGUE = TestPresets.catalogue();
    private static final Pseudonyms PSEUDONYMS = Pseudonyms.of(Optional.empty());
    private static final Caller ADA = caller("ada");
    private static final Duration HOURS = Duration.ofHours(2);

    private final Quotas quotas = Quotas.of(Optional.empty(), PSEUDONYMS, false);
    private final Trail trail = Trails.begun();

    private static Caller caller(String subject) {
        return new Caller(
                Optional.of(new Identity("https://idp.test", subject, Set.of(), Map.of())),
                Optional.of("https://www.example.com"),
                "192.0.2.1");
    }

    private Gate gate() {
        return new Gate(new BotCheck(Map.of()), quotas, Optional.of(PSEUDONYMS));
    }

    private Mint mint(Upstreams upstreams) {
        return new Mint(CATALOGUE, gate(), upstreams, true, HOURS);
    }

    private static Upstreams healthy() {
        return ScriptedOpenAi.answering(ScriptedOpenAi.secret());
    }

    private static TokenRequest request(String preset) {
        return new TokenRequest(preset, Optional.empty(), object("{}"), Map.of(), Optional.empty());
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Refusal refusal(Upstreams upstreams, String preset, Caller caller) {
        return catchThrowableOfType(Refusal.class, () -> mint(upstreams).grant(request(preset), caller, trail));
    }

    @Test
    void aGrantIsTheSecretOfThePresetAndIsNoted() {
        Grant grant = mint(healthy()).grant(request("long-lived"), ADA, trail);

        assertThat(grant.preset().name()).isEqualTo("long-lived");
        assertThat(grant.secret().value()).isEqualTo("ek_CANARY_1");
        assertThat(trail.preset()).map(Preset::name).contains("long-lived");
        assertThat(trail.granted()).contains(HOURS);
        assertThat(trail.secret()).isPresent();
        assertThat(trail.call().attempts()).isEqualTo(1);
    }

    @Test
    void aPresetThatIsNotThereIsUnknown() {
        assertThat(refusal(healthy(), "nobody-knows", ADA).problem()).isEqualTo(Problem.UNKNOWN_PRESET);
        assertThat(trail.preset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"long-lived,UNAUTHENTICATED", "scoped,UNAUTHENTICATED", "switched-off,UNAUTHENTICATED"})
    void whoIsNobodyGetsNothingAndNothingIsAskedForThem(String preset, Problem problem) {
        assertThat(refusal(healthy(), preset, Trails.anonymous()).problem()).isEqualTo(problem);
        assertThat(trail.call().attempts()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"scoped,NOT_ALLOWED", "for-gold,NOT_ALLOWED", "switched-off,DISABLED"})
    void whoMayNotGetsNothing(String preset, Problem problem) {
        assertThat(refusal(healthy(), preset, ADA).problem()).isEqualTo(problem);
        assertThat(trail.call().attempts()).isZero();
        assertThat(trail.preset()).isPresent();
    }

    @Test
    void theKillSwitchRefusesAndOnlyIt() {
        Mint off = new Mint(CATALOGUE, gate(), healthy(), false, HOURS);
        assertThat(catchThrowableOfType(Refusal.class, off::refuseIfDisabled).problem())
                .isEqualTo(Problem.DISABLED);
        mint(healthy()).refuseIfDisabled();
    }

    @ParameterizedTest
    @CsvSource({
        "long-lived, 7200, , 7200",
        "long-lived, 90, , 90",
        "long-lived, 7200, 30, 30",
        "long-lived, 20, 30, 20",
        "long-lived, 7200, 9000, 7200",
        "full-agent, 7200, , 600",
        "full-agent, 7200, 601, 600",
        "full-agent, 7200, 599, 599"
    })
    void theLifetimeIsTheSmallestOfAll(String preset, long ceiling, Long asked, long granted) {
        TokenRequest request = new TokenRequest(
                preset,
                Optional.ofNullable(asked).map(Duration::ofSeconds),
                object("{}"),
                preset.equals("full-agent") ? Map.of("order", "7") : Map.of(),
                Optional.empty());
        Duration most = Duration.ofSeconds(ceiling);

        new Mint(CATALOGUE, gate(), healthy(), true, most).grant(request, ADA, trail);

        assertThat(trail.granted()).contains(Duration.ofSeconds(granted));
        assertThat(Mint.lifetime(CATALOGUE.find(preset).orElseThrow(), request, most))
                .isEqualTo(Duration.ofSeconds(granted));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void eachFailureOfOpenAiHasAProblemOfItsOwnAndCostsNoUnit(Reason reason) {
        for (int i = 0; i < 5; i++) {
            Refusal refusal = refusal(ScriptedOpenAi.failing(reason, Optional.empty()), "metered", ADA);
            assertThat(refusal.problem()).isEqualTo(Problem.valueOf("UPSTREAM_" + reason));
            assertThat(refusal.retryAfter())
                    .isEqualTo(reason == Reason.BUSY ? Optional.of(Duration.ofSeconds(5)) : Optional.empty());
        }
        assertThat(trail.secret()).isEmpty();
    }

    @Test
    void aBusyUpstreamsOwnWaitIsPassedOn() {
        Upstreams busy = ScriptedOpenAi.failing(Reason.BUSY, Optional.of(Duration.ofSeconds(17)));
        assertThat(refusal(busy, "long-lived", ADA).retryAfter()).contains(Duration.ofSeconds(17));
    }

    @Test
    void anAccidentCostsNoUnit() {
        Upstreams broken = ScriptedOpenAi.breaking(() -> {
            throw new IllegalStateException("accident");
        });
        for (int i = 0; i < 5; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> mint(broken).grant(request("metered"), ADA, trail))
                    .withMessage("accident");
        }
    }

    @Test
    void aQuotaThatIsUsedUpTellsWhenToComeBackAndAsksNothing() {
        for (int i = 0; i < 3; i++) {
            mint(healthy()).grant(request("metered"), ADA, trail);
        }
        int attempts = trail.call().attempts();

        Refusal refusal = refusal(healthy(), "metered", ADA);

        assertThat(refusal.problem()).isEqualTo(Problem.RATE_LIMITED);
        assertThat(refusal.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofDays(31));
        assertThat(trail.call().attempts()).isEqualTo(attempts);
        mint(healthy()).grant(request("metered"), caller("eve"), trail);
    }

    @Test
    void aBotCheckNeedsATokenAndAVerifierThatAnswers() {
        Refusal without = refusal(healthy(), "turnstile-site", ADA);
        assertThat(without.problem()).isEqualTo(Problem.BOT_CHECK_FAILED);
        assertThat(without.errors()).containsExactly(new InputError("/bot_check", Code.REQUIRED));

        TokenRequest with =
                new TokenRequest("turnstile-site", Optional.empty(), object("{}"), Map.of(), Optional.of("a token"));
        Refusal unheard =
                catchThrowableOfType(Refusal.class, () -> mint(healthy()).grant(with, ADA, trail));
        assertThat(unheard.problem()).isEqualTo(Problem.UPSTREAM_UNREACHABLE);
        assertThat(trail.call().attempts()).isZero();
    }

    @Test
    void callersHaveAStableNameAtOpenAiThatTellsNothing() {
        assertThat(gate().safetyIdentifier(ADA))
                .hasValueSatisfying(name ->
                        assertThat(name).matches("[0-9a-f]{64}").isEqualTo(PSEUDONYMS.of("safety-identifier", ADA)));
        assertThat(new Gate(new BotCheck(Map.of()), quotas, Optional.empty()).safetyIdentifier(ADA))
                .isEmpty();
    }
}
