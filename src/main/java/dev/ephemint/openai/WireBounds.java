package dev.ephemint.openai;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;

/**
 * Lets an {@link Exchange} bound the request that is made for it. The REST client finds this class as a service, however it
 * is built.
 */
@RegisterForReflection
public final class WireBounds implements RestClientListener {

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        if (!(builder instanceof VertxRequestCustomizingClientBuilder<?> vertxBuilder)) {
            throw new IllegalStateException("this REST client cannot be bounded");
        }
        vertxBuilder.httpClientRequestCustomizer(
                request -> Exchange.current().ifPresent(exchange -> exchange.bound(request)));
    }
}
