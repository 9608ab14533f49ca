package dev.ephemint.settings;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.access.Pseudonyms;
import dev.ephemint.botcheck.Provider;
import dev.ephemint.botcheck.Verifier;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.Catalogue;
import dev.ephemint.preset.Preset;
import dev.ephemint.quota.Table;
import dev.ephemint.shape.Struct;
import dev.ephemint.shape.Text;
import io.smallrye.config.SmallRyeConfig;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.text;

/**
 * What quotas, bot checks and safety identifiers work with.
 *
 * @param table where quotas are counted; empty for each instance by itself
 * @param quotaOpen whether a mint goes on when the table cannot be used
 * @param verifiers an account with each provider of bot checks that a preset names
 * @param pseudonyms names callers, for quotas and for OpenAI
 * @param tellsUsersApart whether OpenAI gets a safety identifier
 */
public record ProtectionSettings(
        Optional<Table> table,
        boolean quotaOpen,
        Map<Provider, Verifier> verifiers,
        Pseudonyms pseudonyms,
        boolean tellsUsersApart) {

    private static final String QUOTA = "quota";
    private static final String BOT_CHECK = "bot_check";
    private static final String SAFETY_IDENTIFIER = "safety_identifier";
    private static final String TABLE_PROPERTY = Settings.ROOT + "." + QUOTA + ".table";

    private static final Text BASE_URL = text(
            "a URL that starts with https:// (http:// only for this machine)",
            "(https://|http://(localhost|127\\.0\\.0\\.1|\\[::1])(?=[:/]|$))[A-Za-z0-9./:_-]*[A-Za-z0-9]");

    private static final Struct VERIFIER = struct(
            field("secret", text(), "The secret of the site at the provider."),
            field("url", BASE_URL, "Where tokens are verified, without /siteverify; default the provider's own."));

    public ProtectionSettings {
        verifiers = Map.copyOf(verifiers);
    }

    /** Adds these keys to those below {@code ephemint}. */
    static Struct in(Struct settings) {
        Struct bots = struct();
        for (Provider provider : Provider.values()) {
            bots = bots.with(field(provider.key(), VERIFIER, "The account with " + provider.key() + "."));
        }
        Struct quota = struct(
                field(
                        "table",
                        text("the name or the ARN of a DynamoDB table", "[A-Za-z0-9_.:/-]{3,1024}"),
                        "Where quotas are counted; without it each instance counts for itself."),
                field(
                        "on_failure",
                        choice("closed", "open"),
                        "Whether to mint (open) when the table cannot be used; default closed."));
        Struct safety = struct(
                field("enabled", flag(), "False tells OpenAI nothing about callers; default true."),
                field(
                        "pepper",
                        text("a text of at least 16 characters", "(?s).{16,1024}"),
                        "Mixed into the pseudonyms of callers, so that nobody else can tell who they are."));
        return settings.with(field(QUOTA, quota, "How quotas are counted."))
                .with(field(BOT_CHECK, bots, "How bot checks are verified."))
                .with(field(SAFETY_IDENTIFIER, safety, "How OpenAI tells callers apart."));
    }

    static ProtectionSettings read(SmallRyeConfig config, JsonNode given, Catalogue catalogue, Faults faults) {
        JsonNode safety = given.path(SAFETY_IDENTIFIER);
        return new ProtectionSettings(
                table(config, given.path(QUOTA), catalogue, faults),
                given.path(QUOTA).path("on_failure").asText().equals("open"),
                verifiers(given.path(BOT_CHECK), catalogue, faults),
                Pseudonyms.of(Optional.ofNullable(safety.path("pepper").textValue())),
                safety.path("enabled").asBoolean(true));
    }

    private static Optional<Table> table(SmallRyeConfig config, JsonNode quota, Catalogue catalogue, Faults faults) {
        List<String> counting = catalogue.all().stream()
                .filter(preset -> preset.protection().counts())
                .map(Preset::name)
                .sorted()
                .toList();
        if (counting.isEmpty()) {
            return Optional.empty();
        }
        Leaf place = new Leaf(TABLE_PROPERTY, "", "");
        if (!quota.has("table")) {
            faults.warning(
                    place,
                    "it is not set, so that each instance counts for itself and the quotas of "
                            + String.join(", ", counting) + " are multiplied by the number of instances",
                    "name a DynamoDB table, or run one instance only");
            return Optional.empty();
        }
        Optional<String> region = environment(config, "AWS_REGION");
        Optional<String> key = environment(config, "AWS_ACCESS_KEY_ID");
        Optional<String> secret = environment(config, "AWS_SECRET_ACCESS_KEY");
        if (region.isEmpty() || key.isEmpty() || secret.isEmpty()) {
            faults.error(
                    place,
                    "the table cannot be reached without credentials",
                    "set AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as Lambda does");
            return Optional.empty();
        }
        String endpoint = environment(config, "AWS_ENDPOINT_URL_DYNAMODB")
                .map(url -> url.replaceFirst("/+$", ""))
                .orElseGet(() -> "https://dynamodb." + region.get()
                        + (region.get().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com"));
        if (!BASE_URL.pattern().orElseThrow().matcher(endpoint).matches()) {
            faults.error(new Leaf("AWS_ENDPOINT_URL_DYNAMODB", "", ""), "it does not fit", "give " + BASE_URL.phrase());
            return Optional.empty();
        }
        return Optional.of(new Table(
                quota.path("table").textValue(),
                URI.create(endpoint),
                region.get(),
                key.get(),
                secret.get(),
                environment(config, "AWS_SESSION_TOKEN")));
    }

    private static Optional<String> environment(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    private static Map<Provider, Verifier> verifiers(JsonNode given, Catalogue catalogue, Faults faults) {
        Map<Provider, Verifier> verifiers = new EnumMap<>(Provider.class);
        for (Preset preset : catalogue.all()) {
            preset.protection().botCheck().ifPresent(rule -> {
                Provider provider = rule.provider();
                JsonNode account = given.path(provider.key());
                if (account.path("secret").isTextual()) {
                    URI url = account.path("url").isTextual()
                            ? URI.create(account.path("url").textValue())
                            : provider.baseUrl();
                    verifiers.put(
                            provider, new Verifier(url, account.path("secret").textValue()));
                } else {
                    faults.error(
                            new Leaf(String.join(".", Settings.ROOT, BOT_CHECK, provider.key(), "secret"), "", ""),
                            "it is not set, and a preset asks for this bot check",
                            "set EPHEMINT_BOT_CHECK_" + provider + "_SECRET, or remove bot_check from the preset");
                }
            });
        }
        return verifiers;
    }
}
