package dev.ephemint.preset;

import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Leaf;
import dev.ephemint.config.ConfigNode.Sequence;
import dev.ephemint.config.Faults;
import dev.ephemint.session.Kind;
import dev.ephemint.shape.Credential;
import dev.ephemint.shape.Json;

/**
 * Keeps credentials out of preset files. A session is shown to the browser that opens it, and a file lies in a repository: what
 * a tool needs to authenticate comes from outside, through an expression. No message ever quotes a value.
 */
final class SafetyRules {

    /** Keys whose values authenticate, as far as a name can tell. */
    private static final Set<String> AUTHENTICATING =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}:]+}");

    private static final String HOW = "give it through an expression such as ${SHOP_TOKEN}, without a default";

    private final Faults faults;

    SafetyRules(Faults faults) {
        this.faults = faults;
    }

    /** Looks through everything below {@code node}. */
    void check(ConfigNode node) {
        look("", node, false);
    }

    private void look(String name, ConfigNode node, boolean header) {
        if (node instanceof Branch branch) {
            branch.children().forEach((key, child) -> look(key, child, header || key.equals("headers")));
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> look(name, item, header));
        } else if (node instanceof Leaf leaf) {
            look(name, leaf, header);
        }
    }

    private void look(String name, Leaf leaf, boolean header) {
        boolean authenticates = isAuthenticating(name);
        if (authenticates && isLiteral(leaf.written())) {
            faults.error(leaf, "a credential is written out", HOW);
        } else if (name.equals(Kind.EXTRA) && writesOutCredential(leaf.written())) {
            faults.error(leaf, "a credential is written out in it", HOW);
        } else if (header || authenticates || name.equals(Kind.EXTRA)) {
            if (Credential.in(leaf.written())) {
                faults.error(leaf, "it holds what looks like a credential", HOW);
            }
        } else if (Credential.in(leaf.text())) {
            faults.error(
                    leaf,
                    "it holds what looks like a credential",
                    "remove it: whoever opens the session can read it; credentials of tools go into authorization");
        }
    }

    private static boolean isAuthenticating(String name) {
        return AUTHENTICATING.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static boolean isLiteral(String written) {
        return !written.isEmpty() && !EXPRESSION.matcher(written).find();
    }

    private static boolean writesOutCredential(String json) {
        try {
            return !json.isEmpty() && writesOutCredential(Json.parse(json));
        } catch (JsonProcessingException reportedByTheShape) {
            return false;
        }
    }

    private static boolean writesOutCredential(JsonNode json) {
        for (var entry : json.properties()) {
            if (isAuthenticating(entry.getKey())
                    && entry.getValue().isTextual()
                    && isLiteral(entry.getValue().textValue())) {
                return true;
            }
        }
        for (JsonNode below : json) {
            if (writesOutCredential(below)) {
                return true;
            }
        }
        return false;
    }
}
