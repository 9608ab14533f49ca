package dev.ephemint.local;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LocalStackIT extends LocalStackTest {}
