/**
 * {@link dev.ephemint.infra.TemplateTest} holds the templates in {@code infra/} to the rules that no linter knows, and
 * {@link dev.ephemint.infra.MutationTest} proves that each rule catches what it is for.
 *
 * <p>It needs nothing but the JDK: no AWS, no SAM, no Python.
 */
package dev.ephemint.infra;
