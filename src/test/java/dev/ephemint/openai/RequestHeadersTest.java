package dev.ephemint.openai;

import java.net.URI;
import java.util.Optional;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestHeadersTest {

    private static final ApiKey KEY = new ApiKey("sk-CANARY-3f9a1c7e");

    private static Upstream upstream(Provider provider, String url) {
        return new Upstream(
                "eu", provider, URI.create(url), new KeyOrigin.Given(KEY), Optional.of("org-1"), Optional.empty());
    }

    @Test
    void openAiIsGivenTheKeyAsABearer() {
        RequestHeaders headers =
                RequestHeaders.of(upstream(Provider.OPENAI, "https://api.openai.com"), KEY, Optional.of("user-1"));
        assertThat(headers.authorization).isEqualTo("Bearer sk-CANARY-3f9a1c7e");
        assertThat(headers.apiKey).isNull();
        assertThat(headers.organization).isEqualTo("org-1");
        assertThat(headers.project).isNull();
        assertThat(headers.user).isEqualTo("user-1");
    }

    @Test
    void azureIsGivenTheKeyInItsOwnHeaderOnly() {
        RequestHeaders headers =
                RequestHeaders.of(upstream(Provider.AZURE, "https://x.openai.azure.com"), KEY, Optional.empty());
        assertThat(headers.apiKey).isEqualTo("sk-CANARY-3f9a1c7e");
        assertThat(headers.authorization).isNull();
    }

    @Test
    void nothingThatHoldsTheKeyPrintsIt() {
        Upstream upstream = upstream(Provider.AZURE, "https://x.openai.azure.com");
        assertThat(upstream + " " + RequestHeaders.of(upstream, KEY, Optional.empty()) + " " + upstream.key())
                .doesNotContain("CANARY");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, https://eu.api.openai.com, https://eu.api.openai.com",
        "OPENAI, https://gateway.example.com/openai, https://gateway.example.com/openai",
        "AZURE, https://x.openai.azure.com, https://x.openai.azure.com/openai",
        "AZURE, https://x.openai.azure.com/openai, https://x.openai.azure.com/openai"
    })
    void azureServesBelowAPathOfItsOwn(Provider provider, String url, String root) {
        assertThat(upstream(provider, url).root()).hasToString(root);
    }
}
