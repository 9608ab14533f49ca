package dev.ephemint.faults;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ProxyIT extends ProxyTest {}
