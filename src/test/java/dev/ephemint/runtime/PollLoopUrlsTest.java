package dev.ephemint.runtime;

import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.List;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollLoopUrlsTest {

    /** Whatever URL a new Quarkus makes would go over the JDK's connection in the native binary, unnoticed. */
    @Test
    void everyUrlOfThePollLoopIsTheSameWithAConnectionOfOurOwn() throws Exception {
        List<Method> theirs = Arrays.stream(AmazonLambdaApi.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == URL.class)
                .toList();

        assertThat(theirs).hasSize(5);
        for (Method method : theirs) {
            Method ours = PollLoopUrls.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
            assertThat(url(ours)).as(method.getName()).hasToString(url(method).toString());
            assertThat(url(ours).openConnection()).isInstanceOf(RuntimeCall.class);
            assertThat(url(method).openConnection()).as("on a JVM").isNotInstanceOf(RuntimeCall.class);
        }
    }

    private static URL url(Method method) throws ReflectiveOperationException {
        method.setAccessible(true);
        Object[] arguments = {"http://127.0.0.1:9001", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"};
        return (URL) method.invoke(null, Arrays.copyOf(arguments, method.getParameterCount()));
    }
}
