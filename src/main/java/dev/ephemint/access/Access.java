package dev.ephemint.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may use a preset. Closed by default: without any rule it takes an identity.
 *
 * @param anonymous whether callers without an identity are let in
 * @param scopes every one of them has to be in the caller's token; not asked of anonymous callers
 * @param claims by name, the values of which the caller's claim must have one; not asked of anonymous callers
 * @param origins exact origins, of which the request's must be one; any origin, or none, where empty
 */
public record Access(boolean anonymous, Set<String> scopes, Map<String, Set<String>> claims, Set<String> origins) {

    /** What {@link #decide} says. */
    public enum Decision {
        /** Go ahead. */
        GRANTED,
        /** An identity is needed and there is none. */
        UNAUTHENTICATED,
        /** There is an identity, or none is needed, but a rule does not fit. */
        NOT_ALLOWED
    }

    public Access {
        scopes = Set.copyOf(scopes);
        claims = Map.copyOf(claims);
        origins = Set.copyOf(origins);
    }

    /** Whether {@code caller} may use the preset. */
    public Decision decide(Caller caller) {
        if (caller.identity().isEmpty() && !anonymous) {
            return Decision.UNAUTHENTICATED;
        }
        boolean fits = originFits(caller)
                && (anonymous || caller.identity().filter(this::fits).isPresent());
        return fits ? Decision.GRANTED : Decision.NOT_ALLOWED;
    }

    private boolean originFits(Caller caller) {
        return origins.isEmpty() || caller.origin().filter(origins::contains).isPresent();
    }

    private boolean fits(Identity identity) {
        return identity.scopes().containsAll(scopes)
                && claims.entrySet().stream()
                        .allMatch(rule -> identity.claims().getOrDefault(rule.getKey(), List.of()).stream()
                                .anyMatch(rule.getValue()::contains));
    }
}
