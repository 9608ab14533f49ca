/**
 * {@link dev.ephemint.metrics.EmbeddedMetrics} counts requests in CloudWatch's Embedded Metric Format.
 */
package dev.ephemint.metrics;
