package dev.ephemint.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who calls, as the gateway's authorizer verified it.
 *
 * @param issuer who vouches for the subject; empty where the gateway does not say
 * @param subject the caller's id at the issuer, never empty
 * @param scopes what the token allows
 * @param claims every claim by name; one that is no list has one value
 */
public record Identity(String issuer, String subject, Set<String> scopes, Map<String, List<String>> claims) {

    public Identity {
        scopes = Set.copyOf(scopes);
        claims = Map.copyOf(claims);
    }

    /** Claims are personal data: nothing of them is printed. */
    @Override
    public String toString() {
        return "Identity[…]";
    }
}
