package dev.ephemint.botcheck;

import java.math.BigDecimal;
import java.util.Set;

/**
 * The bot check of a preset.
 *
 * @param action what the page calls the challenge; not compared where the provider has none
 * @param hostnames where the challenge may have been solved; empty for the host of the request's own origin
 * @param minScore the least score, from 0 (a program) to 1 (a person), where the provider gives one
 */
public record BotRule(Provider provider, String action, Set<String> hostnames, BigDecimal minScore) {

    /** What a page calls the challenge where the preset does not say. */
    public static final String DEFAULT_ACTION = "mint";

    /** Google's own suggestion. */
    public static final BigDecimal DEFAULT_SCORE = new BigDecimal("0.5");

    public BotRule {
        hostnames = Set.copyOf(hostnames);
    }
}
