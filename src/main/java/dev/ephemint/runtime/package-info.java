/**
 * {@link dev.ephemint.runtime.RuntimeApi} gives the URLs of the Lambda Runtime API a lean HTTP connection, and
 * {@link dev.ephemint.runtime.PollLoopUrls} has Quarkus's poll loop take them in the native binary;
 * {@link dev.ephemint.runtime.Interlude} is where nobody waits.
 */
package dev.ephemint.runtime;
