/**
 * {@link dev.ephemint.botcheck.BotCheck} asks Turnstile, hCaptcha or reCAPTCHA whether the caller solved its challenge on the
 * right site.
 */
package dev.ephemint.botcheck;
