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
        /** It works today; somebody should look. */
        WARNING
    }

    /** The fault in one line: file, key, what is wrong, what would be right. */
    @Override
    public String toString() {
        return (origin.isEmpty() ? "" : origin + ": ") + key + ": " + wrong + "; " + right;
    }
}
