package dev.ephemint.local;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

/** X-Ray trace headers, as API Gateway and Lambda pass them on. */
final class TraceId {
    private TraceId() {}

    static String next(Clock clock) {
        var random = UUID.randomUUID().toString().replace("-", "");
        return String.format(Locale.ROOT, "Root=1-%08x-%s", clock.instant().getEpochSecond(), random.substring(0, 24));
    }
}
