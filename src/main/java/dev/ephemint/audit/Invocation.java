package dev.ephemint.audit;

import dev.ephemint.shape.Alphabet;
import org.jboss.logging.MDC;

/**
 * What AWS calls this run of the function.
 *
 * @param requestId Lambda's id, by which its own START and REPORT lines go; empty outside
 * @param traceId X-Ray's id, which the gateway's lines have too; empty outside
 */
record Invocation(String requestId, String traceId) {

    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";
    private static final String ROOT = "Root=";
    private static final Alphabet ID = Alphabet.of("A-Za-z0-9-");
    private static final int LONGEST_ID = 64;

    /** The run on this thread. Quarkus puts both where they are read here. */
    static Invocation current() {
        Object id = MDC.get("AWSRequestId");
        return new Invocation(id == null ? "" : id.toString(), traceId(System.getProperty(TRACE_HEADER, "")));
    }

    static String traceId(String header) {
        for (int root = header.indexOf(ROOT); root >= 0; root = header.indexOf(ROOT, root + 1)) {
            int start = root + ROOT.length();
            int end = Math.min(ID.end(header, start), start + LONGEST_ID);
            if (end > start) {
                return header.substring(start, end);
            }
        }
        return "";
    }
}
