package dev.ephemint.openai;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

import dev.ephemint.openai.OpenAiException.Reason;
import dev.ephemint.wire.TooLong;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;

/** Tells apart how a call can fail. */
final class Failures {

    private Failures() {}

    /** The deadline passed. */
    static OpenAiException late() {
        return new OpenAiException(Reason.TIMEOUT, "the deadline passed");
    }

    /** The answer did not end where it should have. */
    static OpenAiException overlong() {
        return new OpenAiException(Reason.INVALID, "the answer is too long");
    }

    /**
     * {@code failure} in our terms; its own message is dropped, because it may quote what was sent.
     *
     * @param answered whether an answer had begun
     */
    static OpenAiException of(Throwable failure, boolean answered) {
        String kind = root(failure).getClass().getSimpleName();
        if (any(failure, TooLong.class::isInstance)) {
            return overlong();
        }
        if (any(failure, Failures::isTimeOut)) {
            return new OpenAiException(Reason.TIMEOUT, "it did not answer in time");
        }
        return answered && !any(failure, Failures::isOfTheNetwork)
                ? new OpenAiException(Reason.INVALID, "the answer cannot be read: " + kind)
                : new OpenAiException(Reason.UNREACHABLE, "the call failed: " + kind);
    }

    /** Whether the connection failed, and a new one may do better: it does not where a name or a certificate is wrong. */
    static boolean isDropped(Throwable failure) {
        return any(failure, Failures::isOfTheNetwork)
                && !any(
                        failure,
                        cause -> isTimeOut(cause)
                                || cause instanceof UnknownHostException
                                || cause instanceof SSLException);
    }

    private static boolean isTimeOut(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof SocketTimeoutException;
    }

    /** Who says what is no HTTP was reached. */
    private static boolean isOfTheNetwork(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof ProtocolException)
                || cause instanceof HttpClosedException
                || cause instanceof StreamResetException;
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
