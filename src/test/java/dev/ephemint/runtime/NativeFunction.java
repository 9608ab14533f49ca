package dev.ephemint.runtime;

import java.util.List;
import java.util.Map;

/** The native function as a process of its own, under a Runtime API that a test plays. */
final class NativeFunction {

    private NativeFunction() {}

    /** What starts it; where its output goes is left to say. */
    static ProcessBuilder under(ScriptedApi lambda, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("native.image.path"));
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", lambda.authority(),
                        "OPENAI_API_KEY", "sk-CANARY",
                        "EPHEMINT_WARM_UP", "false"));
        return builder;
    }

    /** An event that it answers by itself, as the preset is unknown; {@code padding} bytes longer than it need be. */
    static String event(int padding) {
        return "{\"version\":\"2.0\",\"rawPath\":\"/token\",\"headers\":{\"content-type\":\"application/json\"},"
                + "\"requestContext\":{\"requestId\":\"r\",\"http\":{\"method\":\"POST\"}},"
                + "\"body\":\"{\\\"preset\\\":\\\"none\\\"}" + " ".repeat(padding) + "\",\"isBase64Encoded\":false}";
    }
}
