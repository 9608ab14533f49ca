package dev.ephemint.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param severity whether it stops start-up
 * @param origin the file or other place it was set in; empty where nothing was set
 * @param key the full property name
 * @param wrong what is wrong
 * @param right what would be right
 */
public record Fault(Severity severity, String origin, String key, String wrong, String right) {

    /** How much a fault matters. */
    public enum Severity {
        /** Start-up and the lint command refuse the configuration. */
        ERROR,
        /** The lint command refuses it, start-up only warns: a day that passes must not stop a running system. */
        OVERDUE,
        /** Start-up refuses it, the lint command only warns: the place where the function runs has to bring it. */
        UNSET,
        /** It works today; somebody should look. */
        WARNING
    }

    /** Whether it stops start-up. */
    public boolean stopsStart() {
        return severity == Severity.ERROR || severity == Severity.UNSET;
    }

    /** Whether the lint command fails over it. */
    public boolean failsLint() {
        return severity == Severity.ERROR || severity == Severity.OVERDUE;
    }

    /** The same fault with {@code place} as its origin, such as a file and a line. */
    public Fault at(String place) {
        return new Fault(severity, place, key, wrong, right);
    }

    /** The same fault with another spelling of its key. */
    public Fault named(String name) {
        return new Fault(severity, origin, name, wrong, right);
    }

    /** The fault in one line: file, key, what is wrong, what would be right. */
    @Override
    public String toString() {
        return (origin.isEmpty() ? "" : origin + ": ") + key + ": " + wrong + "; " + right;
    }
}
