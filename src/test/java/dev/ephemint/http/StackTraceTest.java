package dev.ephemint.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackTraceTest {

    private static Throwable thrown(String type, int frames, Throwable cause) {
        Throwable accident = type.equals("outer") ? new IllegalStateException("EVIL", cause) : new Error("EVIL", cause);
        StackTraceElement[] trace = new StackTraceElement[frames];
        for (int i = 0; i < frames; i++) {
            trace[i] = new StackTraceElement("C", type, "C.java", i);
        }
        accident.setStackTrace(trace);
        return accident;
    }

    @Test
    void anAccidentAndItsCauseAreShownWithoutTheirMessages() {
        assertThat(StackTrace.withoutMessages(thrown("outer", 2, thrown("inner", 1, null))))
                .isEqualTo("""
                        java.lang.IllegalStateException
                          at C.outer(C.java:0)
                          at C.outer(C.java:1)
                        caused by java.lang.Error
                          at C.inner(C.java:0)""");
    }

    @Test
    void noMoreThanTwentyFourFramesAreShown() {
        assertThat(StackTrace.withoutMessages(thrown("outer", 30, null)).lines())
                .hasSize(25)
                .last()
                .isEqualTo("  at C.outer(C.java:23)");
        assertThat(StackTrace.withoutMessages(thrown("outer", 20, thrown("inner", 30, null)))
                        .lines())
                .hasSize(26)
                .last()
                .isEqualTo("  at C.inner(C.java:3)");
        assertThat(StackTrace.withoutMessages(thrown("outer", 24, thrown("inner", 1, null)))
                        .lines())
                .hasSize(25);
    }
}
