package dev.ephemint.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import org.jboss.logging.MDC;

/**
 * What Lambda's managed Java runtimes call; the native binary polls for events by itself. Names the run in the log, as Quarkus's
 * poll loop does there.
 */
public final class ManagedHandler extends FunqyStreamHandler {

    private static final String REQUEST_ID = "AWSRequestId";

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        MDC.put(REQUEST_ID, context.getAwsRequestId());
        try {
            super.handleRequest(event, answer, context);
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }
}
