package dev.ephemint.image;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.stream.Stream;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeSystemProperties;

/** Does when the native binary is made what every start would do when it first uses something. */
public final class FirstUses implements Feature {

    @Override
    public String getDescription() {
        return "Does ahead what every start would do at the first use of something";
    }

    @Override
    public void duringSetup(DuringSetupAccess access) {
        normalizeTrustedNames();
        // that no record of the log asks the resolver; what is printed holds no host
        RuntimeSystemProperties.register("jboss.host.name", "function");
    }

    /**
     * Certificates keep the normal form of their subject once it was asked for, and the first TLS handshake asks all that Java
     * trusts: a third of its time. These are the ones that go into the binary.
     */
    private static void normalizeTrustedNames() {
        trusted().forEach(authority -> authority.getSubjectX500Principal().hashCode());
    }

    static Stream<X509Certificate> trusted() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .map(manager -> ((X509TrustManager) manager).getAcceptedIssuers())
                    .flatMap(Arrays::stream);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates that Java trusts cannot be read", e);
        }
    }
}
