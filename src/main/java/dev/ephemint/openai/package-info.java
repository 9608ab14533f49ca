/**
 * {@link dev.ephemint.openai.OpenAi} mints a client secret at OpenAI: it owns the deadline, the mapping of errors and the
 * distrust of answers.
 */
package dev.ephemint.openai;
