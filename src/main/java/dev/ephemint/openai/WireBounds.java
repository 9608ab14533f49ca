package dev.ephemint.openai;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;

/**
 * Has a {@link Connector} send what is asked of OpenAI, and lets an {@link Exchange} bound the requests that REST clients send by
 * themselves. They find this class as a service, however they are built.
 */
@RegisterForReflection
public final class WireBounds implements RestClientListener {

    /** A connector sends what all other filters have made of a request. */
    private static final int LAST = Integer.MAX_VALUE;

    @Override
    public void onNewClient(Class<?> api, RestClientBuilder builder) {
        if (!(builder instanceof VertxRequestCustomizingClientBuilder<?> vertxBuilder)) {
            throw new IllegalStateException("this REST client cannot be bounded");
        }
        if (api == RealtimeApi.class) {
            builder.register(new Connector(), LAST);
        }
        vertxBuilder.httpClientRequestCustomizer(
                request -> Exchange.current().ifPresent(exchange -> exchange.bound(request)));
    }
}
