package dev.ephemint.http;

import java.util.StringJoiner;

/** Shows where an accident happened without its messages, which may quote what a caller or OpenAI sent. */
final class StackTrace {

    private static final int MOST_FRAMES = 24;

    private StackTrace() {}

    static String withoutMessages(Throwable accident) {
        StringJoiner lines = new StringJoiner("\n");
        int frames = MOST_FRAMES;
        for (Throwable at = accident; at != null && frames > 0; at = at.getCause()) {
            lines.add((at == accident ? "" : "caused by ") + at.getClass().getName());
            for (StackTraceElement frame : at.getStackTrace()) {
                if (frames-- <= 0) {
                    break;
                }
                lines.add("  at " + frame);
            }
        }
        return lines.toString();
    }
}
