package dev.ephemint.openai;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;

/** TLS as the settings of a REST client want it. */
final class Tls {

    private final HttpClientOptions options;
    private final SSLContext context;

    private Tls(HttpClientOptions options, SSLContext context) {
        this.options = options;
        this.context = context;
    }

    /** {@link IllegalStateException} where keys or certificates cannot be read. */
    static Tls of(HttpClientOptions options, Vertx vertx) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(options, vertx), trust(options, vertx), null);
            return new Tls(options, context);
        } catch (Exception e) {
            throw new IllegalStateException("no TLS with these settings", e);
        }
    }

    /** The client's side of one connection; the server has to prove that it is {@code host}. */
    SSLEngine engine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(options.getEnabledSecureTransportProtocols().toArray(String[]::new));
        if (!options.getEnabledCipherSuites().isEmpty()) {
            parameters.setCipherSuites(options.getEnabledCipherSuites().toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Null for none, as {@link SSLContext} has it. */
    private static KeyManager[] keys(HttpClientOptions options, Vertx vertx) throws Exception {
        return options.getKeyCertOptions() == null
                ? null
                : options.getKeyCertOptions().getKeyManagerFactory(vertx).getKeyManagers();
    }

    /** Null for those that Java trusts. */
    private static TrustManager[] trust(HttpClientOptions options, Vertx vertx) throws Exception {
        return options.getTrustOptions() == null
                ? null
                : options.getTrustOptions().getTrustManagerFactory(vertx).getTrustManagers();
    }
}
