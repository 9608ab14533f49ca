package dev.ephemint.audit;

import java.time.format.DateTimeFormatter;

import dev.ephemint.openai.Answered;
import dev.ephemint.openai.Call;
import org.jboss.logging.Logger;

/**
 * One line a request: who asked for what, and what came of it. docs/operations.md explains every field. The line goes to a category
 * of its own whose handler adds nothing to it.
 */
public final class AuditLog {

    private static final Logger LOG = Logger.getLogger("dev.ephemint.audit");

    private AuditLog() {}

    /** Writes the line for {@code exchange}, which is over. */
    public static void write(Exchange exchange) {
        LOG.info(line(exchange, Invocation.current()));
    }

    static String line(Exchange exchange, Invocation invocation) {
        Line line = new Line()
                .text("time", DateTimeFormatter.ISO_INSTANT.format(exchange.time()))
                .text("level", "INFO")
                .text("event", "token")
                .text("outcome", exchange.outcome())
                .number("status", exchange.status())
                .text("request_id", exchange.requestId())
                .text("aws_request_id", invocation.requestId())
                .text("trace_id", invocation.traceId())
                .text("preset", exchange.askedPreset().orElse(""))
                .text(
                        "preset_digest",
                        exchange.preset()
                                .map(preset -> preset.session().digest())
                                .orElse(""))
                .text("subject", exchange.subject().orElse(""))
                .text("origin", exchange.origin().orElse(""));
        exchange.asked().ifPresent(lifetime -> line.number("asked_seconds", lifetime.toSeconds()));
        exchange.granted().ifPresent(lifetime -> line.number("granted_seconds", lifetime.toSeconds()));
        line.text("secret_digest", exchange.secret().orElse(""));
        line.millis("duration_ms", exchange.took());
        exchange.call().upstream().ifPresent(name -> upstream(line, name, exchange.call()));
        return line.toString();
    }

    private static void upstream(Line line, String name, Call call) {
        line.object("upstream")
                .text("name", name)
                .number("attempts", call.attempts())
                .millis("duration_ms", call.took());
        call.answered().ifPresent(answer -> answered(line, answer));
        line.end();
    }

    private static void answered(Line line, Answered answer) {
        line.number("status", answer.status())
                .text("request_id", answer.requestId())
                .text("error_type", answer.errorType())
                .text("error_code", answer.errorCode())
                .text("error_param", answer.errorParam());
    }
}
