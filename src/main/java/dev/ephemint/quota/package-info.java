/**
 * {@link dev.ephemint.quota.Quotas} counts what callers get and refuses what is too much: in a DynamoDB table that all
 * instances share, or else in the memory of each.
 */
package dev.ephemint.quota;
