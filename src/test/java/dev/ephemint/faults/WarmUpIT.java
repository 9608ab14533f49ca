package dev.ephemint.faults;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native binary. */
@QuarkusIntegrationTest
class WarmUpIT extends WarmUpTest {}
