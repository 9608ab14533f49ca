package dev.ephemint.mint;

import java.util.Optional;

import dev.ephemint.access.Caller;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.botcheck.BotCheck;
import dev.ephemint.botcheck.BotCheckException;
import dev.ephemint.botcheck.BotCheckException.Reason;
import dev.ephemint.botcheck.BotRule;
import dev.ephemint.mint.InputError.Code;
import dev.ephemint.preset.Preset;
import dev.ephemint.preset.Protection;
import dev.ephemint.quota.QuotaException;
import dev.ephemint.quota.Quotas;

/**
 * What a caller who is allowed in still has to pass before OpenAI is asked: the bot check, then the quotas. A preset that has
 * neither passes without cost.
 */
public final class Gate {

    private static final Quotas.Taken NOTHING = () -> {};

    private final BotCheck bots;
    private final Quotas quotas;
    private final Optional<Pseudonyms> safety;

    /** A gate; without {@code safety} OpenAI is told nothing about the caller. */
    public Gate(BotCheck bots, Quotas quotas, Optional<Pseudonyms> safety) {
        this.bots = bots;
        this.quotas = quotas;
        this.safety = safety;
    }

    /**
     * Lets {@code caller} pass and takes what that costs, to be given back where nothing is minted.
     *
     * @throws Refusal where the bot check fails, a quota is used up, or either cannot be asked
     */
    Quotas.Taken admit(Preset preset, TokenRequest request, Caller caller) {
        Protection protection = preset.protection();
        protection.botCheck().ifPresent(rule -> check(rule, request, caller));
        return protection.counts() ? take(preset.name(), protection, caller) : NOTHING;
    }

    /** What stands for {@code caller} at OpenAI: 64 hexadecimal digits, the same for all presets. */
    Optional<String> safetyIdentifier(Caller caller) {
        return safety.map(pseudonyms -> pseudonyms.of("safety-identifier", caller));
    }

    private void check(BotRule rule, TokenRequest request, Caller caller) {
        String token =
                request.botCheck().orElseThrow(() -> Refusal.of(Problem.BOT_CHECK_FAILED, "/bot_check", Code.REQUIRED));
        try {
            bots.verify(rule, token, caller.origin());
        } catch (BotCheckException e) {
            throw Refusal.of(e.reason() == Reason.FAILED ? Problem.BOT_CHECK_FAILED : Problem.UPSTREAM_UNREACHABLE);
        }
    }

    private Quotas.Taken take(String preset, Protection protection, Caller caller) {
        try {
            return quotas.take(preset, protection.quota(), protection.quotaTotal(), caller);
        } catch (QuotaException e) {
            throw e.retryAfter()
                    .map(wait -> Refusal.until(Problem.RATE_LIMITED, wait))
                    .orElseGet(() -> Refusal.of(Problem.UPSTREAM_UNREACHABLE));
        }
    }
}
