package dev.ephemint.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.Rewritten;
import dev.ephemint.shape.Credential;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule does what a regular expression would. */
class ExpressionsTest {

    private static final Pattern ROOT = Pattern.compile("Root=([A-Za-z0-9-]{1,64})");
    private static final Pattern HALF_PAIR =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    @Provide
    Arbitrary<String> headers() {
        return Rewritten.texts(
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
                "Parent=53995c3f42cd8ad8;Root=1-5759",
                "Root=Root=;Root=1",
                "Root=" + "a".repeat(64),
                "Root=" + "a".repeat(65) + ";",
                "Root=",
                "");
    }

    @Provide
    Arbitrary<String> texts() {
        return Rewritten.texts(
                "https://www.example.com",
                "\ud83d\ude00",
                "\ud83d\ud83d\ude00\ude00",
                "a\ud800b\udfffc",
                "\ud83d\ude00".repeat(128),
                "x" + "\ud83d\ude00".repeat(160));
    }

    @Property(seed = "20261162004", tries = 3000)
    void theTraceIsTheFirstRoot(@ForAll @From("headers") String header) {
        Matcher root = ROOT.matcher(header);
        assertThat(Invocation.traceId(header)).isEqualTo(root.find() ? root.group(1) : "");
    }

    @Property(seed = "20261162005", tries = 3000)
    void halfAPairIsAQuestionMark(@ForAll @From("texts") String text) throws JsonProcessingException {
        String written = text.substring(0, Math.min(256, text.length()));
        String line = new Line().word("first", "word").text("text", text).toString();
        assertThat(line).matches("[ -~]+");
        assertThat(new ObjectMapper().readTree(line).path("text").asText())
                .isEqualTo(
                        Credential.in(text)
                                ? "[credential]"
                                : HALF_PAIR.matcher(written).replaceAll("?"));
    }
}
