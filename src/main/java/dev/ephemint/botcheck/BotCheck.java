package dev.ephemint.botcheck;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.botcheck.BotCheckException.Reason;
import dev.ephemint.shape.Json;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** Verifies the tokens of bot checks. Thread-safe; connects with the first of them. */
public final class BotCheck {

    /** The longest a verifier may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_BYTES = 16 * 1024;

    /** Faults that are the operator's or the verifier's; every other one is the token's. */
    private static final Set<String> NOT_THE_TOKEN =
            Set.of("missing-input-secret", "invalid-input-secret", "sitekey-secret-mismatch", "internal-error");

    private static final Logger LOG = Logger.getLogger(BotCheck.class);

    private final Map<Provider, Verifier> verifiers;
    private final Map<Provider, SiteVerifyApi> connected = new EnumMap<>(Provider.class);

    /** {@code verifiers}: one for each provider that a preset names. */
    public BotCheck(Map<Provider, Verifier> verifiers) {
        this.verifiers = Map.copyOf(verifiers);
    }

    /**
     * Has {@code token} verified, which uses it up.
     *
     * @param origin the origin of the request, which has to be the site of the challenge unless {@code rule} names others
     * @throws BotCheckException unless it is good for this rule
     */
    public void verify(BotRule rule, String token, Optional<String> origin) {
        JsonNode verdict = ask(rule.provider(), token);
        if (!verdict.path("success").isBoolean()) {
            throw unreachable(rule.provider(), "its answer is no verdict");
        }
        if (!verdict.path("success").booleanValue()) {
            for (JsonNode code : verdict.path("error-codes")) {
                if (NOT_THE_TOKEN.contains(code.asText())) {
                    throw unreachable(rule.provider(), code.asText());
                }
            }
            throw new BotCheckException(Reason.FAILED, "the token is not good");
        }
        String hostname = verdict.path("hostname").asText();
        boolean here = rule.hostnames().isEmpty()
                ? origin.filter(site -> hostname.equals(URI.create(site).getHost()))
                        .isPresent()
                : rule.hostnames().contains(hostname);
        if (!here
                || rule.provider().hasAction()
                        && !verdict.path("action").asText().equals(rule.action())
                || rule.provider().hasScore() && !isEnough(verdict.path("score"), rule)) {
            throw new BotCheckException(Reason.FAILED, "the token is for another site or action, or scored too low");
        }
    }

    private static boolean isEnough(JsonNode score, BotRule rule) {
        return score.isNumber() && score.decimalValue().compareTo(rule.minScore()) >= 0;
    }

    private JsonNode ask(Provider provider, String token) {
        Response answer;
        try {
            answer = api(provider)
                    .verify(verifiers.get(provider).secret(), token)
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException e) {
            throw unreachable(provider, e.getClass().getSimpleName());
        }
        byte[] body = answer.readEntity(byte[].class);
        if (answer.getStatus() != 200 || body == null || body.length > MOST_BYTES) {
            throw unreachable(provider, "it answered " + answer.getStatus());
        }
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw unreachable(provider, "its answer is not JSON");
        }
    }

    /** One connection a call: a pooled one may die while the sandbox is frozen, and to ask twice would use the token up. */
    private synchronized SiteVerifyApi api(Provider provider) {
        return connected.computeIfAbsent(provider, name -> QuarkusRestClientBuilder.newBuilder()
                .baseUri(verifiers.get(name).baseUrl())
                .connectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .property(QuarkusRestClientProperties.KEEP_ALIVE_ENABLED, false)
                .build(SiteVerifyApi.class));
    }

    private static BotCheckException unreachable(Provider provider, String why) {
        LOG.errorf("bot check: %s gives no verdict: %s", provider.key(), why);
        return new BotCheckException(Reason.UNREACHABLE, "no verdict: " + why);
    }
}
