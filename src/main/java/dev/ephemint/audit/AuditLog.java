package dev.ephemint.audit;

import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import dev.ephemint.openai.Call;
import dev.ephemint.openai.Verdict;

/**
 * One line a start, and one a request: who asked for what, and what came of it. docs/operations.md explains every field. It is JSON already, so it goes
 * to the stream itself: a log handler would wrap it.
 */
public final class AuditLog {

    private final PrintStream out;

    /** A log on {@code out}. */
    public AuditLog(PrintStream out) {
        this.out = out;
    }

    /** Writes that a process has started at {@code time} and serves so many presets. */
    public void started(Instant time, int presets) {
        stamped(time, "start").number("presets", presets).printTo(out);
    }

    /** Writes the line for {@code trail}, which is over. */
    public void write(Trail trail) {
        line(trail, Invocation.current()).printTo(out);
    }

    static Line line(Trail trail, Invocation invocation) {
        Line line = stamped(trail.time(), "token")
                .text("outcome", trail.outcome())
                .number("status", trail.status())
                .text("request_id", trail.requestId())
                .text("aws_request_id", invocation.requestId())
                .text("trace_id", invocation.traceId())
                .text("preset", trail.askedPreset().orElse(""))
                .word(
                        "preset_digest",
                        trail.preset().map(preset -> preset.session().digest()).orElse(""))
                .word("subject", trail.subject().orElse(""))
                .text("origin", trail.origin().orElse(""));
        trail.asked().ifPresent(lifetime -> line.number("asked_seconds", lifetime.toSeconds()));
        trail.granted().ifPresent(lifetime -> line.number("granted_seconds", lifetime.toSeconds()));
        line.word("secret_digest", trail.secret().orElse(""));
        line.millis("duration_ms", trail.took());
        trail.call().upstream().ifPresent(name -> upstream(line, name, trail.call()));
        return line;
    }

    private static Line stamped(Instant time, String event) {
        return new Line()
                .word("time", DateTimeFormatter.ISO_INSTANT.format(time))
                .word("level", "INFO")
                .word("event", event);
    }

    private static void upstream(Line line, String name, Call call) {
        line.object("upstream")
                .text("name", name)
                .number("attempts", call.attempts())
                .millis("duration_ms", call.took());
        call.answered().ifPresent(answer -> verdict(line, answer));
        line.end();
    }

    private static void verdict(Line line, Verdict answer) {
        line.number("status", answer.status())
                .text("request_id", answer.requestId())
                .text("error_type", answer.errorType())
                .text("error_code", answer.errorCode())
                .text("error_param", answer.errorParam());
    }
}
