/**
 * {@link dev.ephemint.shape.Shape} is the small algebra in which every configurable value is described once: reading,
 * checking, explaining and documenting a value all follow from its shape.
 */
package dev.ephemint.shape;
