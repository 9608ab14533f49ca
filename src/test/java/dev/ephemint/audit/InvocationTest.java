package dev.ephemint.audit;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvocationTest {

    private static final String REQUEST_ID = "AWSRequestId";
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    @BeforeEach
    @AfterEach
    void forgetOtherTests() {
        MDC.remove(REQUEST_ID);
        System.clearProperty(TRACE_HEADER);
    }

    @Test
    void bothIdsAreReadWhereQuarkusPutsThem() {
        MDC.put(REQUEST_ID, "af9c3624-3be9-42b5-8b31-df0e6b8bd1c2");
        System.setProperty(TRACE_HEADER, "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
        assertThat(Invocation.current())
                .isEqualTo(
                        new Invocation("af9c3624-3be9-42b5-8b31-df0e6b8bd1c2", "1-5759e988-bd862e3fe1be46a994272793"));
    }

    @Test
    void outsideOfLambdaBothIdsAreEmpty() {
        assertThat(Invocation.current()).isEqualTo(new Invocation("", ""));
    }

    @Test
    void theTraceIsTheRootOfLambdasHeader() {
        assertThat(Invocation.traceId("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"))
                .isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
        assertThat(Invocation.traceId("")).isEmpty();
        assertThat(Invocation.traceId("Root=\"forged\n")).isEmpty();
    }
}
