package dev.ephemint.function;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import dev.ephemint.local.LocalStack;
import dev.ephemint.local.StandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class RehearsalTest {

    @Inject
    Rehearsal rehearsal;

    StandIn standIn;

    @Test
    void requestsAreGrantedAndRefusedWithoutOpenAiAndWithoutALine() {
        int before = standIn.recorded().size();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            rehearsal.run(3);
            rehearsal.run(1);
        } finally {
            System.setOut(out);
        }

        assertThat(standIn.recorded()).hasSize(before);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
