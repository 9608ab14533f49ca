/**
 * {@link dev.ephemint.http.TokenEndpoint} is the HTTP contract: it reads the gateway's event, takes the request from it, and
 * writes the answer.
 */
package dev.ephemint.http;
