package dev.ephemint.image;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the native build is told of the order of functions. */
class CodeLayoutTest {

    private final Map<String, Integer> places = CodeLayout.places();

    @Test
    void theOrderIsThatOfAStartAndOfTheRequestsAfterIt() {
        assertThat(places)
                .containsKeys("JavaMainWrapper_doRun", "Assembly_endpoint", "TokenFunction_token", "SslHandler_wrap");
        assertThat(places.get("JavaMainWrapper_doRun")).isLessThan(places.get("Assembly_endpoint"));
        assertThat(places.get("Assembly_endpoint")).isLessThan(places.get("TokenFunction_token"));
    }

    @Test
    void everyFunctionHasOnePlace() {
        assertThat(places).hasSizeBetween(3000, 10_000).allSatisfy((name, place) -> assertThat(name)
                .matches("[!-~]+"));
        assertThat(places.values()).doesNotHaveDuplicates();
    }
}
