package dev.ephemint.session;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.Fault.Severity;

/** What OpenAI switches off, and when. */
public final class Retirements {

    /** How long before its day a retirement is warned of. */
    public static final int NOTICE_DAYS = 90;

    private static final String DEPRECATIONS = "OpenAI deprecations page, 2026-10-28";
    private static final LocalDate BETA = LocalDate.of(2026, 5, 31);
    private static final LocalDate PROMPTS = LocalDate.of(2026, 11, 30);
    private static final LocalDate REALTIME = LocalDate.of(2027, 1, 20);
    private static final LocalDate TRANSCRIBERS = LocalDate.of(2027, 2, 26);
    private static final String AGENT = "gpt-realtime-2.1";
    private static final String SMALL_AGENT = "gpt-realtime-2.1-mini";
    private static final String WRITER = "gpt-transcribe or gpt-live-transcribe";

    /** The table. A new line here is all that a new announcement of OpenAI takes. */
    public static final List<Retirement> ALL = List.of(
            new Retirement("gpt-4o-realtime-preview*", BETA, AGENT, DEPRECATIONS),
            new Retirement("gpt-4o-mini-realtime-preview*", BETA, SMALL_AGENT, DEPRECATIONS),
            new Retirement("prompt", PROMPTS, "instructions", DEPRECATIONS),
            new Retirement("gpt-realtime", REALTIME, AGENT, DEPRECATIONS),
            new Retirement("gpt-realtime-mini", REALTIME, SMALL_AGENT, DEPRECATIONS),
            new Retirement("gpt-4o-realtime", REALTIME, AGENT, DEPRECATIONS),
            new Retirement("gpt-audio*", REALTIME, AGENT, DEPRECATIONS),
            new Retirement("whisper-1", TRANSCRIBERS, WRITER, DEPRECATIONS),
            new Retirement("gpt-4o-transcribe", TRANSCRIBERS, WRITER, DEPRECATIONS),
            new Retirement("gpt-4o-mini-transcribe", TRANSCRIBERS, WRITER, DEPRECATIONS),
            new Retirement("gpt-4o-transcribe-diarize", TRANSCRIBERS, WRITER, DEPRECATIONS));

    /**
     * One thing that ends.
     *
     * @param what a model, a trailing {@code *} standing for any ending; or {@code prompt}, the field of a session
     * @param date the first day without it
     * @param replacement what to use instead
     * @param source where it was announced
     */
    public record Retirement(String what, LocalDate date, String replacement, String source) {

        private boolean isFor(String model) {
            return what.endsWith("*") ? model.startsWith(what.substring(0, what.length() - 1)) : model.equals(what);
        }
    }

    private Retirements() {}

    /** The days on which {@link #check} begins to say something new. */
    public static Stream<LocalDate> days() {
        return ALL.stream()
                .flatMap(end -> Stream.of(end.date().minus(NOTICE_DAYS, ChronoUnit.DAYS), end.date()))
                .distinct();
    }

    /** What of {@code session} is gone on {@code today}, or will be within {@link #NOTICE_DAYS} days. */
    public static List<Breach> check(Kind kind, JsonNode session, LocalDate today) {
        List<Breach> breaches = new ArrayList<>();
        Examined examined = new Examined(kind, session, breaches::add);
        if (kind.legacy()) {
            examined.warning(
                    "",
                    "it is an endpoint from before general availability, which OpenAI is switching off",
                    "move to kind " + kind.type() + ", whose fields are in docs/presets.md");
        }
        for (String path : List.of("model", examined.transcription() + ".model")) {
            String model = examined.at(path).asText();
            ALL.stream()
                    .filter(end -> end.isFor(model))
                    .forEach(end -> tell(examined, path, "model " + model, end, today));
        }
        if (examined.at("prompt").isObject()) {
            ALL.stream()
                    .filter(end -> end.what().equals("prompt"))
                    .forEach(end -> tell(examined, "prompt", "prompts kept with it", end, today));
        }
        return breaches;
    }

    private static void tell(Examined session, String path, String what, Retirement end, LocalDate today) {
        if (today.isBefore(end.date().minus(NOTICE_DAYS, ChronoUnit.DAYS))) {
            return;
        }
        boolean gone = !today.isBefore(end.date());
        session.breaches()
                .accept(new Breach(
                        gone ? Severity.OVERDUE : Severity.WARNING,
                        path,
                        "OpenAI " + (gone ? "switched off " : "switches off ") + what + " on " + end.date(),
                        "use " + end.replacement()));
    }
}
