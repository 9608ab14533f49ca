/**
 * {@link dev.ephemint.image.CodeLayout} and {@link dev.ephemint.image.FirstUses} have a say in how the native binary is made;
 * nothing here is in it.
 */
package dev.ephemint.image;
