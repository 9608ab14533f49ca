package dev.ephemint.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.ephemint.config.BuildTimeConfig;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.Faults;
import io.smallrye.config.SmallRyeConfig;

/**
 * Refuses settings of Quarkus that would undo what keeps keys, tokens and secrets safe on their way: each of them, whichever
 * client or TLS configuration it is for and however it is spelt, so that nothing is weakened by a detour.
 */
final class SafeTransport {

    private static final String CLIENT = "QUARKUSRESTCLIENT";
    private static final String TLS = "QUARKUSTLS";
    private static final Pattern PROTOCOL = Pattern.compile("\\s*tlsv1\\.[23]\\s*(,\\s*tlsv1\\.[23]\\s*)*");

    private static final String NO_NAME_CHECK = "the name in a certificate would not be checked";
    private static final String TRUST_STORE = "remove it; to trust a certificate of your own, give a trust store";
    private static final String REMOVE = "remove it";

    /**
     * What a setting must not say.
     *
     * @param start of its name, letters alone
     * @param end of its name, letters alone
     * @param unsafe whether a value, in lower case, is refused
     */
    private record Rule(String start, String end, Predicate<String> unsafe, String wrong, String right) {}

    private static final List<Rule> RULES = List.of(
            new Rule(CLIENT, "VERIFYHOST", "false"::equals, NO_NAME_CHECK, TRUST_STORE),
            new Rule(CLIENT, "HOSTNAMEVERIFIER", any -> true, NO_NAME_CHECK, TRUST_STORE),
            new Rule(CLIENT, "FOLLOWREDIRECTS", "true"::equals, "the key would leave with a redirect", REMOVE),
            new Rule(CLIENT, "URI", any -> true, "it would take the place of the url, which is checked", "give url"),
            new Rule(TLS, "TRUSTALL", "true"::equals, "any certificate would be taken", TRUST_STORE),
            new Rule(TLS, "HOSTNAMEVERIFICATIONALGORITHM", name -> !name.equals("https"), NO_NAME_CHECK, TRUST_STORE),
            new Rule(
                    TLS,
                    "PROTOCOLS",
                    names -> !PROTOCOL.matcher(names).matches(),
                    "TLS older than 1.2 would be spoken",
                    "remove it, or give TLSv1.3, TLSv1.2 or both"));

    private SafeTransport() {}

    /** Reports every such setting, wherever it comes from. */
    static void check(SmallRyeConfig config, Faults faults) {
        Set<String> names = new HashSet<>(BuildTimeConfig.known());
        config.getPropertyNames().forEach(names::add);
        for (String name : names) {
            String letters = letters(name);
            for (Rule rule : RULES) {
                if (letters.startsWith(rule.start) && letters.endsWith(rule.end) && isUnsafe(rule, name, config)) {
                    faults.error(new Leaf(name, "", ""), rule.wrong, rule.right);
                }
            }
        }
    }

    private static boolean isUnsafe(Rule rule, String name, SmallRyeConfig config) {
        String value = config.getConfigValue(name).getValue();
        return value != null
                && !value.isBlank()
                && rule.unsafe.test(value.strip().toLowerCase(Locale.ROOT));
    }

    /** The name as Quarkus spells it, without anything but letters; empty for all that is not about clients or TLS. */
    private static String letters(String name) {
        boolean microProfile = name.contains("/mp-rest/") || name.contains("_MP_REST_");
        if (!microProfile
                && !name.startsWith("quarkus.rest-client.")
                && !name.startsWith("quarkus.tls.")
                && !name.startsWith("QUARKUS_REST_CLIENT_")
                && !name.startsWith("QUARKUS_TLS_")) {
            return "";
        }
        String letters = name.replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
        return microProfile ? CLIENT + letters : letters;
    }
}
