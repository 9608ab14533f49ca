package dev.ephemint.preset;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.access.Access;
import dev.ephemint.botcheck.BotRule;
import dev.ephemint.botcheck.Provider;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.Faults;
import dev.ephemint.quota.Limit;
import dev.ephemint.shape.Field;
import dev.ephemint.shape.Shapes;
import dev.ephemint.shape.Struct;

import static dev.ephemint.preset.PresetCompiler.child;
import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.decimal;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.list;
import static dev.ephemint.shape.Shapes.oneOf;
import static dev.ephemint.shape.Shapes.span;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;
import static dev.ephemint.shape.Shapes.whole;

/** The keys of a preset that limit how much of it there is, and for whom; and the rules between them and access. */
final class ProtectionCompiler {

    private static final String QUOTA = "quota";
    private static final String QUOTA_TOTAL = "quota_total";
    private static final String BOT_CHECK = "bot_check";

    private static final Struct LIMIT = struct(
            field("limit", whole(1, 1_000_000_000, "client secrets"), "How many client secrets in each window.")
                    .must(),
            field("per", span(Duration.ofSeconds(10), Duration.ofDays(31)), "The length of a window.")
                    .must());

    private static final Struct BOT_RULE = struct(
            field("provider", choice(Provider.keys().toArray(String[]::new)), "Who verifies the token.")
                    .must(),
            field(
                    "action",
                    text("a name of letters, digits, _ and -", "[A-Za-z0-9_-]{1,32}"),
                    "What the page calls the challenge; default " + BotRule.DEFAULT_ACTION + "; hCaptcha has none."),
            field(
                    "hostnames",
                    list(text("a host name such as www.example.com", "[a-z0-9]([a-z0-9.-]*[a-z0-9])?"), 1, 32),
                    "Where the challenge may be solved; default the site that the request comes from."),
            field("min_score", decimal("0", "1"), "The least score of reCAPTCHA v3; default 0.5."));

    /** Adds these keys to those of a preset. */
    static Struct in(Struct preset) {
        Field bots = Shapes.field(
                BOT_CHECK,
                oneOf(choice(Provider.keys().toArray(String[]::new)), BOT_RULE),
                "Asks for a token of a bot check, sent as bot_check in the request.");
        return preset.with(field(QUOTA, LIMIT, "How much one caller gets; needed where access is anonymous."))
                .with(field(QUOTA_TOTAL, LIMIT, "How much all callers get together."))
                .with(bots);
    }

    private final ConfigNode preset;
    private final Faults faults;

    ProtectionCompiler(ConfigNode preset, Faults faults) {
        this.preset = preset;
        this.faults = faults;
    }

    /** The protection in {@code read}, after reporting what does not fit {@code access}. */
    Protection compile(JsonNode read, Access access) {
        Protection protection =
                new Protection(limit(read.path(QUOTA)), limit(read.path(QUOTA_TOTAL)), botRule(read.path(BOT_CHECK)));
        if (access.anonymous()) {
            checkAnonymous(access, protection);
        }
        protection
                .botCheck()
                .filter(rule -> rule.hostnames().isEmpty() && access.origins().isEmpty())
                .ifPresent(rule -> faults.error(
                        child(preset, BOT_CHECK),
                        "it cannot tell on which site a challenge was solved",
                        "list the sites in access.origins, or their hosts in bot_check.hostnames"));
        return protection;
    }

    private void checkAnonymous(Access access, Protection protection) {
        ConfigNode there = child(child(preset, PresetShape.ACCESS), "anonymous");
        if (protection.quota().isEmpty()) {
            faults.error(there, "anybody could mint without end", "set quota, such as {limit: 20, per: 1h}");
        }
        if (!access.scopes().isEmpty() || !access.claims().isEmpty()) {
            faults.error(there, "nobody is asked for scopes or claims then", "remove them, or anonymous");
        }
        if (protection.quota().isPresent() && protection.quotaTotal().isEmpty()) {
            faults.warning(
                    there,
                    "addresses are cheap, so that a quota for each caller is no ceiling for the bill",
                    "set quota_total, such as {limit: 500, per: 1d}");
        }
    }

    private static Optional<Limit> limit(JsonNode read) {
        return read.has("limit") && read.has("per")
                ? Optional.of(new Limit(
                        read.path("limit").intValue(),
                        Duration.ofMillis(read.path("per").longValue())))
                : Optional.empty();
    }

    private Optional<BotRule> botRule(JsonNode read) {
        JsonNode name = read.isTextual() ? read : read.path("provider");
        return Provider.of(name.asText()).map(provider -> {
            ConfigNode there = child(preset, BOT_CHECK);
            if (read.has("action") && !provider.hasAction()) {
                faults.error(child(there, "action"), provider.key() + " knows no actions", "remove it");
            }
            if (read.has("min_score") && !provider.hasScore()) {
                faults.error(child(there, "min_score"), provider.key() + " gives no score", "remove it");
            }
            Set<String> hostnames = new LinkedHashSet<>();
            read.path("hostnames")
                    .forEach(host -> Optional.ofNullable(host.textValue()).ifPresent(hostnames::add));
            return new BotRule(
                    provider,
                    read.path("action").asText(BotRule.DEFAULT_ACTION),
                    hostnames,
                    read.has("min_score") ? score(read.path("min_score")) : BotRule.DEFAULT_SCORE);
        });
    }

    private static BigDecimal score(JsonNode read) {
        return read.decimalValue();
    }
}
