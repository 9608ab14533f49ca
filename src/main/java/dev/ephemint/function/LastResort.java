package dev.ephemint.function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.ephemint.http.TokenEndpoint;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Ends the process when one of its threads dies, or its poll loop gives up. Funqy's poll loop survives exceptions of an invocation, but
 * no errors, and none of its connection to Lambda: without it the process would stay, deaf, until Lambda's time-out. Lambda starts
 * another at once.
 */
@ApplicationScoped
class LastResort {

    private static final String POLL_LOOP = "Lambda Thread";

    void onStart(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, accident) -> Runtime.getRuntime().halt(TokenEndpoint.EXIT_STATUS));
        }
    }

    /** A poll loop that gives up stops the application, which leaves the process as it is. */
    void onStop(@Observes ShutdownEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL
                && Thread.currentThread().getName().startsWith(POLL_LOOP)) {
            Runtime.getRuntime().halt(TokenEndpoint.EXIT_STATUS);
        }
    }
}
