package dev.ephemint.image;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the native build does ahead. */
class FirstUsesTest {

    /** GraalVM holds on to the certificates from the beginning; others with the same content would help nobody. */
    @Test
    void theCertificatesAreTheVeryOnesThatJavaTrusts() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509Certificate[] held = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();

        List<X509Certificate> trusted = FirstUses.trusted().toList();

        assertThat(trusted).isNotEmpty().hasSameSizeAs(held);
        assertThat(trusted).allMatch(certificate -> Arrays.stream(held).anyMatch(other -> other == certificate));
    }
}
