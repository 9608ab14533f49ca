/**
 * {@link dev.ephemint.audit.Trail} travels with a request and gathers what an operator may know of it;
 * {@link dev.ephemint.audit.AuditLog} writes it down in one line.
 */
package dev.ephemint.audit;
