/**
 * {@link dev.ephemint.function.TokenFunction} is what AWS Lambda invokes; {@link dev.ephemint.function.Assembly} puts its parts
 * together at start.
 */
package dev.ephemint.function;
