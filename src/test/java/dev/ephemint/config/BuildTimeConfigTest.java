package dev.ephemint.config;

import java.util.Set;

import dev.ephemint.config.BuildTimeConfig.Touched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BuildTimeConfigTest {

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_REST_CLIENT_OPENAI_READ_TIMEOUT, quarkus.rest-client",
        "quarkus.rest-client.openai.read-timeout, quarkus.rest-client",
        "quarkus_rest_client_openai_read_timeout, quarkus.rest-client",
        "_PROD_QUARKUS_REST_CLIENT_OPENAI_URL, quarkus.rest-client",
        "QUARKUS_REST_CLIENT_SECRETS_EXTENSION_URL, quarkus.rest-client",
        "_PROD_QUARKUS_LOG_LEVEL, quarkus.log",
        "%prod.quarkus.log.level, quarkus.log",
        "QUARKUS_LOG_CATEGORY__IO_QUARKUS__LEVEL, quarkus.log",
        "QUARKUS_BANNER_ENABLED, quarkus",
    })
    void aSettingInWhateverSpellingIsMappedAgain(String name, String prefix) {
        assertThat(Touched.by(Set.of("PATH", name)).below(prefix)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUARKUS_REST_CLIENT_OPENAI_URL", "quarkus.rest-client.openai.url"})
    void theAddressOfOpenAiAloneIsNotBecauseTheClientReadsItByItself(String name) {
        assertThat(Touched.by(Set.of("PATH", name)).below("quarkus.rest-client"))
                .isFalse();
    }

    @Test
    void whatNothingSetsIsNotMappedAgain() {
        Touched touched = Touched.by(Set.of("PATH", "OPENAI_API_KEY", "EPHEMINT_DEADLINE", "QUARKUS_LOG_LEVEL"));

        assertThat(touched.below("quarkus.rest-client")).isFalse();
        assertThat(touched.below("quarkus.vertx")).isFalse();
        assertThat(touched.anything()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_CONFIG_LOCATIONS",
                "quarkus.config.locations",
                "SMALLRYE_CONFIG_LOCATIONS",
                "smallrye.config.profile",
                "QUARKUS_PROFILE",
                "MP_CONFIG_PROFILE",
                "DEV_EPHEMINT_OPENAI_REALTIMEAPI_MP_REST_URL",
                "OPENAI_MP_REST_URL",
            })
    void whatCanSetAnythingMapsEverythingAgain(String name) {
        assertThat(Touched.by(Set.of(name)).anything()).isTrue();
    }

    @Test
    void whatAnExpressionNamesCounts() {
        Touched touched = Touched.by(Set.of("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"));

        assertThat(touched.anyOf(Set.of("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT")))
                .isTrue();
        assertThat(touched.anyOf(Set.of("OTHER"))).isFalse();
    }
}
