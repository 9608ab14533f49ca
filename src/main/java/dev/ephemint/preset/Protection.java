package dev.ephemint.preset;

import java.util.Optional;

import dev.ephemint.botcheck.BotRule;
import dev.ephemint.quota.Limit;

/**
 * What stands between a caller who may use a preset and the bill for it.
 *
 * @param quota what one caller gets
 * @param quotaTotal what all callers together get
 * @param botCheck what tells that a caller is a person
 */
public record Protection(Optional<Limit> quota, Optional<Limit> quotaTotal, Optional<BotRule> botCheck) {

    /** Whether anything is counted. */
    public boolean counts() {
        return quota.isPresent() || quotaTotal.isPresent();
    }
}
