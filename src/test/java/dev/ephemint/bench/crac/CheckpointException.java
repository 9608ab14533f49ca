package dev.ephemint.bench.crac;

/** Part of the API; never thrown by Lambda to a function. */
public final class CheckpointException extends Exception {
    private static final long serialVersionUID = 1L;
}
