package dev.ephemint.botcheck;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who can tell people from programs. Each verifies a token by {@code POST /siteverify} below its base URL. */
public enum Provider {
    /** Cloudflare Turnstile. */
    TURNSTILE("https://challenges.cloudflare.com/turnstile/v0", true, false),
    /** hCaptcha. */
    HCAPTCHA("https://api.hcaptcha.com", false, false),
    /** Google reCAPTCHA v3; v2 gives no score and always fails. */
    RECAPTCHA("https://www.google.com/recaptcha/api", true, true);

    private final URI baseUrl;
    private final boolean hasAction;
    private final boolean hasScore;

    Provider(String baseUrl, boolean hasAction, boolean hasScore) {
        this.baseUrl = URI.create(baseUrl);
        this.hasAction = hasAction;
        this.hasScore = hasScore;
    }

    /** The name in the configuration. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Provider::key).toList();
    }

    /** The provider called {@code key}. */
    public static Optional<Provider> of(String key) {
        return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
    }

    /** Where it verifies tokens, as it documents. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Whether a verdict names the action that the page gave its widget. */
    public boolean hasAction() {
        return hasAction;
    }

    /** Whether a verdict is a score instead of yes or no. */
    public boolean hasScore() {
        return hasScore;
    }
}
