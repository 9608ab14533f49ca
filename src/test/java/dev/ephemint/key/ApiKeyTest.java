package dev.ephemint.key;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\n",
                "${OPENAI_API_KEY}",
                "sk-${X}",
                "{{resolve:secretsmanager:openai}}",
                "\"sk-quoted\"",
                "'sk-quoted'",
                "sk-quoted\"",
                "sk-line\n",
                "sk-\r\nX-Injected: yes",
                "sk with space",
                "sk-\u0000",
                "sk-ümlaut",
                "sk-\u2028"
            })
    void whatIsNoKeyIsRefusedWithoutBeingQuoted(String text) {
        assertThat(ApiKey.fault(text)).isPresent();
        assertThat(ApiKey.fault(text).orElseThrow()).doesNotContain("sk-");
    }

    @Test
    void aKeyIsAccepted() {
        assertThat(ApiKey.fault("sk-proj-AbC_123.xyz-")).isEmpty();
    }
}
