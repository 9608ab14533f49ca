package dev.ephemint.openai;

import java.util.Optional;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.key.ApiKey;

/** The headers that tell an upstream who asks; those that are null are not sent. */
final class RequestHeaders {

    @HeaderParam(HttpHeaders.AUTHORIZATION)
    String authorization;

    @HeaderParam("api-key")
    String apiKey;

    /** Tells end users apart for OpenAI, so that the abuse of one is not held against all. */
    @HeaderParam("OpenAI-Safety-Identifier")
    String user;

    @HeaderParam("OpenAI-Organization")
    String organization;

    @HeaderParam("OpenAI-Project")
    String project;

    private RequestHeaders() {}

    /** {@code user} stands for the end user, at most 64 characters. */
    static RequestHeaders of(Upstream upstream, ApiKey key, Optional<String> user) {
        RequestHeaders headers = new RequestHeaders();
        headers.user = user.orElse(null);
        switch (upstream.provider()) {
            case OPENAI -> headers.authorization = "Bearer " + key.value();
            case AZURE -> headers.apiKey = key.value();
        }
        headers.organization = upstream.organization().orElse(null);
        headers.project = upstream.project().orElse(null);
        return headers;
    }

    /** It holds the key. */
    @Override
    public String toString() {
        return "RequestHeaders[…]";
    }
}
