/**
 * {@link dev.ephemint.bench.NativeBench} measures a native binary as Lambda runs it: cold starts, warm invocations, memory and
 * processor time; {@link dev.ephemint.bench.JvmBench} the package for the JVM. Plain blocking sockets, so that what is measured is not the harness. See docs/performance.md.
 */
package dev.ephemint.bench;
