/**
 * {@link dev.ephemint.lint.Lint} is the lint command: it checks preset files by the rules of start-up, without a key and without
 * starting anything.
 */
package dev.ephemint.lint;
