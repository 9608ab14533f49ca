/**
 * {@link dev.ephemint.bench.crac.Core} stands in for the checkpoint API of Lambda's Java runtimes. The library {@code org.crac} finds such
 * an implementation by the names of its classes and methods: {@code -Dorg.crac.Core.Compat=} with the name of this package.
 */
package dev.ephemint.bench.crac;
