/** {@link dev.ephemint.image.CodeLayout} has a say in how the native binary is made; nothing here is in it. */
package dev.ephemint.image;
