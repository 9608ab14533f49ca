/**
 * {@link dev.ephemint.local.Local} runs the function on one machine as AWS would: {@link dev.ephemint.local.LocalGateway} plays API
 * Gateway, {@link dev.ephemint.local.StandIn} plays OpenAI, and {@link dev.ephemint.local.LocalStack} starts both for tests.
 * Test scope: none of it is in the deployed artifact.
 */
package dev.ephemint.local;
