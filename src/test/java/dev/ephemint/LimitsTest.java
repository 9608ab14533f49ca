package dev.ephemint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.ephemint.preset.Preset;
import dev.ephemint.preset.PresetShape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/limits.md says what the code does, row by row. */
class LimitsTest {

    private static final Path PAGE = Path.of("docs", "limits.md");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+?) \\| (.+?) \\| .+ \\|");

    @Test
    void theTableOfLimitsIsTheCodes() throws Exception {
        assertThat(documented()).containsExactlyInAnyOrderEntriesOf(actual());
    }

    private static Map<String, String> actual() throws Exception {
        Map<String, String> all = new TreeMap<>();
        all.put("request body", constant("http.JsonBody", "MAX_BYTES") + " bytes after base64");
        all.put("nesting of a request", constant("http.JsonBody", "MAX_DEPTH") + " levels");
        all.put("members of one object or list", constant("http.JsonBody", "MAX_MEMBERS"));
        all.put("errors named in one answer", constant("mint.Narrowing", "MOST_ERRORS"));
        all.put("preset name", longestPresetName() + " characters");
        all.put("shortest lifetime of a secret", seconds(Preset.MIN_LIFETIME));
        all.put("longest lifetime of a secret", seconds(Preset.MAX_LIFETIME));
        all.put("lifetime where a preset does not say", seconds(Preset.DEFAULT_LIFETIME));
        all.put("deadline", "8000 ms"); // SettingsTest pins it
        all.put("connecting", client("connect-timeout") + " ms");
        all.put("one answer, from the request on", client("read-timeout") + " ms");
        all.put("connections kept", client("connection-pool-size"));
        all.put("idle connection kept", client("connection-ttl") + " ms");
        all.put("redirects followed", client("follow-redirects").equals("false") ? "0" : "some");
        all.put("attempts", "2"); // OpenAiRetryTest pins it
        all.put(
                "pause before the second attempt",
                "0 to " + millis(constant("openai.Retry", "LONGEST_JITTER")) + ", at random");
        all.put("longest `Retry-After` waited for", millis(constant("openai.Retry", "LONGEST_WAIT")));
        all.put("least time for the second attempt", millis(constant("openai.Retry", "SHORTEST_ATTEMPT")));
        all.put("answer", constant("openai.ClientSecretReader", "MAX_BYTES") + " bytes");
        all.put("longest lifetime believed", seconds(Duration.parse(constant("openai.ClientSecretReader", "LONGEST"))));
        all.put("least `Retry-After` passed on", seconds(Duration.parse(constant("openai.RetryAfter", "SHORTEST"))));
        all.put("most `Retry-After` passed on", seconds(Duration.parse(constant("openai.RetryAfter", "LONGEST"))));
        all.put(
                "`Retry-After` where OpenAI gives none",
                seconds(Duration.parse(constant("mint.Mint", "DEFAULT_RETRY"))));
        all.put("token of a bot check", constant("http.TokenRequestReader", "LONGEST_BOT_CHECK") + " characters");
        all.put("wait for the verifier of a bot check", millis(constant("botcheck.BotCheck", "PATIENCE")));
        all.put("verdict of a bot check", constant("botcheck.BotCheck", "MOST_BYTES") + " bytes");
        all.put("wait for the table of quotas", millis(constant("quota.DynamoDb", "PATIENCE")));
        all.put("answer of the table of quotas", constant("quota.DynamoDb", "MOST_BYTES") + " bytes");
        all.put("counters in the memory of an instance", constant("quota.LocalCounter", "MOST"));
        all.put("counter kept after its window", seconds(Duration.parse(constant("quota.TableCounter", "KEPT_AFTER"))));
        all.put("frames of a stack trace in the log", constant("http.StackTrace", "MOST_FRAMES"));
        all.put("exit status without memory, or without its poll loop", constant("http.TokenEndpoint", "EXIT_STATUS"));
        all.put("wait for the Parameters and Secrets extension", millis(constant("key.SecretsExtension", "LONGEST")));
        all.put("answer of the extension", constant("key.SecretsExtension", "MAX_BYTES") + " bytes");
        all.put(
                "key used before its store is asked again",
                seconds(Duration.parse(constant("key.StoredKey", "MAX_AGE"))));
        all.put("store left alone after it failed", seconds(Duration.parse(constant("key.StoredKey", "PAUSE"))));
        all.put("opening a connection at the start", millis(constant("openai.OpenAi", "WARM_UP")));
        all.put("connections to the Lambda Runtime API", "1"); // KeptWireTest pins it
        all.put(
                "head of an answer of OpenAI, of the Lambda Runtime API",
                constant("wire.Incoming", "MOST_HEAD") + " bytes");
        all.put("event", constant("runtime.Wire", "MOST_BODY") + " bytes");
        all.put("wait for the next event, for the receipt of an answer", "none"); // RuntimeCallTest pins it
        all.put("heap of the native binary, its young space", heap("MaxHeapSize") + ", " + heap("MaxNewSize"));
        all.put("garbage left by requests before it is collected", constant("runtime.Garbage", "ENOUGH") + " bytes");
        all.put("text in the audit line", constant("audit.Line", "MAX_LENGTH") + " characters");
        return all;
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && !row.group(1).equals("what")) {
                assertThat(all.put(row.group(1), row.group(2))).as(row.group(1)).isNull();
            }
        }
        return all;
    }

    private static String constant(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName("dev.ephemint." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null).toString();
    }

    private static String client(String name) throws IOException {
        return settings().getProperty("quarkus.rest-client.openai." + name);
    }

    private static String heap(String option) throws IOException {
        String arguments = settings().getProperty("quarkus.native.additional-build-args");
        Matcher size = Pattern.compile("-R:" + option + "=([0-9]+)m").matcher(arguments);
        return (size.find() ? size.group(1) : "?") + " MiB";
    }

    private static Properties settings() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private static int longestPresetName() {
        int length = 1;
        while ("a".repeat(length + 1).matches(PresetShape.NAME)) {
            length++;
        }
        return length;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static String millis(String duration) {
        return Duration.parse(duration).toMillis() + " ms";
    }
}
