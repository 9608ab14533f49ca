package dev.ephemint.mint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request is refused. Holds nothing of what the caller sent, and no stack trace: it is an answer, not an accident. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<InputError> errors;
    private final transient Optional<Duration> retryAfter;

    private Refusal(Problem problem, List<InputError> errors, Optional<Duration> retryAfter) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** A refusal that needs no more words. */
    public static Refusal of(Problem problem) {
        return new Refusal(problem, List.of(), Optional.empty());
    }

    /** A refusal for what is wrong with the input. */
    public static Refusal of(Problem problem, List<InputError> errors) {
        return new Refusal(problem, errors, Optional.empty());
    }

    /** A refusal for one thing that is wrong with the input. */
    public static Refusal of(Problem problem, String pointer, InputError.Code code) {
        return of(problem, List.of(new InputError(pointer, code)));
    }

    /** A refusal that is over after {@code retryAfter}. */
    public static Refusal until(Problem problem, Duration retryAfter) {
        return new Refusal(problem, List.of(), Optional.of(retryAfter));
    }

    /** Why. */
    public Problem problem() {
        return problem;
    }

    /** What is wrong with the input, if that is why. */
    public List<InputError> errors() {
        return errors;
    }

    /** When to ask again, where that helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
