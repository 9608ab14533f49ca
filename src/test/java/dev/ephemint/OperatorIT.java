package dev.ephemint;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native binary. */
@QuarkusIntegrationTest
class OperatorIT extends OperatorTest {}
