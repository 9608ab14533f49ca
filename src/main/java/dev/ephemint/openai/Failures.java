package dev.ephemint.openai;

import java.util.concurrent.TimeoutException;

import dev.ephemint.openai.OpenAiException.Reason;

/** Tells apart how a call can fail before there is an answer. */
final class Failures {

    private Failures() {}

    /** {@code failure} in our terms; its own message is dropped, because it may quote what was sent. */
    static OpenAiException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return new OpenAiException(Reason.TIMEOUT, "it did not answer in time");
            }
        }
        return new OpenAiException(
                Reason.UNREACHABLE,
                "the call failed: " + root(failure).getClass().getSimpleName());
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at;
    }
}
