package dev.ephemint.function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.ephemint.http.TokenEndpoint;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;

/**
 * Ends the process when one of its threads dies. Funqy's poll loop survives exceptions but no errors: without it the process
 * would stay, deaf, until Lambda's time-out. Lambda starts another at once.
 */
@ApplicationScoped
class LastResort {

    void onStart(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, accident) -> Runtime.getRuntime().halt(TokenEndpoint.EXIT_STATUS));
        }
    }
}
