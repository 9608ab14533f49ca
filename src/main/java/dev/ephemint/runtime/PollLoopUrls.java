package dev.ephemint.runtime;

import java.net.MalformedURLException;
import java.net.URL;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;

/**
 * The URLs that the native binary's poll loop asks, with a connection of our own. A native image neither knows
 * {@link URL#setURLStreamHandlerFactory} nor looks for handlers when it runs, and one found when it is made would get every URL:
 * this gets no more than these five. On a JVM it is without effect. Where Quarkus renames one of the methods, the native build
 * fails.
 */
@TargetClass(AmazonLambdaApi.class)
final class PollLoopUrls {

    private PollLoopUrls() {}

    @Substitute
    static URL invocationNext(String baseUrl) throws MalformedURLException {
        return RuntimeApi.KEPT.url(baseUrl + AmazonLambdaApi.API_PATH_INVOCATION_NEXT);
    }

    @Substitute
    static URL invocationResponse(String baseUrl, String requestId) throws MalformedURLException {
        return RuntimeApi.KEPT.url(
                baseUrl + AmazonLambdaApi.API_PATH_INVOCATION + requestId + AmazonLambdaApi.API_PATH_RESPONSE);
    }

    @Substitute
    static URL invocationError(String baseUrl, String requestId) throws MalformedURLException {
        return RuntimeApi.KEPT.url(
                baseUrl + AmazonLambdaApi.API_PATH_INVOCATION + requestId + AmazonLambdaApi.API_PATH_ERROR);
    }

    @Substitute
    static URL requeue(String baseUrl, String requestId) throws MalformedURLException {
        return RuntimeApi.KEPT.url(
                baseUrl + AmazonLambdaApi.API_PATH_INVOCATION + requestId + AmazonLambdaApi.API_PATH_REQUEUE);
    }

    @Substitute
    static URL initError(String baseUrl) throws MalformedURLException {
        return RuntimeApi.KEPT.url(baseUrl + AmazonLambdaApi.API_PATH_INIT_ERROR);
    }
}
