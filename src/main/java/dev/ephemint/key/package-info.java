/**
 * {@link dev.ephemint.key.KeySource} gives the API key: as it was configured, or from AWS Secrets Manager or SSM Parameter Store
 * through the Parameters and Secrets Lambda extension.
 */
package dev.ephemint.key;
