package dev.ephemint.audit;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineTest {

    @Test
    void whatWasBegunLastEndsFirst() {
        Line line = new Line()
                .object("a")
                .list("b")
                .object("")
                .word("c", "d")
                .end()
                .list("")
                .item("e")
                .end()
                .end()
                .end()
                .number("f", 1);
        assertThat(line).hasToString("{\"a\":{\"b\":[{\"c\":\"d\"},[\"e\"]]},\"f\":1}");
    }

    @Test
    void aCredentialIsKnownWhereItsEndIsCutOff() {
        String text = "-".repeat(Line.MAX_LENGTH - 6) + " sk-CANARY-3f9a1c7e5b2d4068";
        assertThat(new Line().text("text", text)).hasToString("{\"text\":\"[credential]\"}");
    }

    @Test
    void aLineDoesNotWaitInABuffer() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Line()
                .number("presets", 3)
                .printTo(new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.US_ASCII));
        assertThat(out).hasToString("{\"presets\":3}\n");
    }
}
