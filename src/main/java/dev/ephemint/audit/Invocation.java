package dev.ephemint.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.MDC;

/**
 * What AWS calls this run of the function.
 *
 * @param requestId Lambda's id, by which its own START and REPORT lines go; empty outside
 * @param traceId X-Ray's id, which the gateway's lines have too; empty outside
 */
record Invocation(String requestId, String traceId) {

    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";
    private static final Pattern ROOT = Pattern.compile("Root=([A-Za-z0-9-]{1,64})");

    /** The run on this thread. Quarkus puts both where they are read here. */
    static Invocation current() {
        Object id = MDC.get("AWSRequestId");
        return new Invocation(id == null ? "" : id.toString(), traceId(System.getProperty(TRACE_HEADER, "")));
    }

    static String traceId(String header) {
        Matcher root = ROOT.matcher(header);
        return root.find() ? root.group(1) : "";
    }
}
