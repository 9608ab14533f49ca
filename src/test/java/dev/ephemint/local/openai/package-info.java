/**
 * {@link dev.ephemint.local.openai.RequestRules} says what OpenAI's realtime endpoints accept, stated by hand from OpenAI's
 * documentation and independently of the product, so that the two can contradict each other.
 */
package dev.ephemint.local.openai;
