package dev.ephemint.settings;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

import dev.ephemint.config.Faults;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeTransportTest {

    private static final Map<String, String> GOOD = Map.of(
            "quarkus.rest-client.openai.url", "https://api.openai.com",
            "quarkus.rest-client.openai.follow-redirects", "false",
            "ephemint.openai.api_key", "sk-CANARY-1",
            "ephemint.presets.agent.realtime.model", "gpt-realtime-2.1");

    private static Faults read(Map<String, String> properties, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(GOOD);
        all.putAll(properties);
        Faults faults = new Faults();
        Settings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(
                                new PropertiesConfigSource(all, "test", 100), new EnvConfigSource(environment, 300))
                        .build(),
                Clock.systemUTC(),
                faults);
        return faults;
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.rest-client.openai.verify-host, false",
        "quarkus.rest-client.openai.verify-host, ' FALSE '",
        "quarkus.rest-client.openai.verifyHost, false",
        "quarkus.rest-client.verify-host, false",
        "quarkus.rest-client.azure-eu.verify-host, false",
        "quarkus.rest-client.secrets-extension.verify-host, false",
        "'quarkus.rest-client.\"dev.ephemint.openai.RealtimeApi\".verify-host', false",
        "openai/mp-rest/verifyHost, false",
        "dev.ephemint.openai.RealtimeApi/mp-rest/hostnameVerifier, any.Verifier",
        "quarkus.rest-client.hostname-verifier, io.quarkus.restclient.NoopHostnameVerifier",
        "quarkus.rest-client.openai.hostname-verifier, any.Verifier",
        "quarkus.rest-client.openai.follow-redirects, true",
        "quarkus.rest-client.follow-redirects, true",
        "quarkus.rest-client.openai.override-uri, http://192.0.2.1",
        "quarkus.rest-client.openai.uri, http://192.0.2.1",
        "quarkus.tls.trust-all, true",
        "quarkus.tls.any.trust-all, true",
        "'quarkus.tls.\"a.b\".trust-all', True",
        "quarkus.tls.hostname-verification-algorithm, NONE",
        "quarkus.tls.any.hostname-verification-algorithm, LDAPS",
        "quarkus.tls.protocols, TLSv1.1",
        "quarkus.tls.any.protocols, 'TLSv1.3,TLSv1'",
        "quarkus.tls.any.protocols[1], SSLv3"
    })
    void whatWouldWeakenAConnectionStopsTheStart(String name, String value) {
        Faults faults = read(Map.of(name, value), Map.of());
        assertThat(faults.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo(name);
            assertThat(fault.toString()).contains("would").doesNotContain(value.strip());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_REST_CLIENT_OPENAI_VERIFY_HOST, false",
        "QUARKUS_REST_CLIENT_AZURE_EU_HOSTNAME_VERIFIER, any.Verifier",
        "QUARKUS_REST_CLIENT_OPENAI_OVERRIDE_URI, http://192.0.2.1",
        "OPENAI_MP_REST_VERIFYHOST, false",
        "QUARKUS_TLS_TRUST_ALL, true",
        "QUARKUS_TLS__ANY__TRUST_ALL, true",
        "QUARKUS_TLS_PROTOCOLS, TLSv1.1"
    })
    void noMoreInTheEnvironment(String name, String value) {
        assertThat(read(Map.of(), Map.of(name, value)).errors())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.toString()).contains("would"));
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.rest-client.openai.verify-host, true",
        "quarkus.rest-client.openai.trust-store, /opt/trust.p12",
        "quarkus.rest-client.openai.tls-configuration-name, corporate",
        "quarkus.rest-client.openai.hostname-verifier, ''",
        "quarkus.rest-client.follow-redirects, false",
        "quarkus.tls.corporate.trust-store.p12.path, /opt/trust.p12",
        "quarkus.tls.trust-all, false",
        "quarkus.tls.corporate.hostname-verification-algorithm, HTTPS",
        "quarkus.tls.protocols, 'TLSv1.3, TLSv1.2'",
        "quarkus.tls.protocols[0], TLSv1.3",
        "some.other.trust-all, true",
        "quarkus.http.verify-host, false"
    })
    void whatKeepsItAsSafeIsTaken(String name, String value) {
        assertThat(read(Map.of(name, value), Map.of()).errors()).isEmpty();
    }

    @Test
    void everyOneIsToldAtOnce() {
        assertThat(read(
                                Map.of(
                                        "quarkus.tls.trust-all", "true",
                                        "quarkus.rest-client.openai.verify-host", "false",
                                        "quarkus.rest-client.openai.url", "http://192.0.2.1"),
                                Map.of())
                        .errors())
                .hasSize(3);
    }
}
