package dev.ephemint.function;

import jakarta.inject.Inject;

import dev.ephemint.http.GatewayEvent;
import dev.ephemint.http.GatewayResponse;
import dev.ephemint.http.TokenEndpoint;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The function: an event of API Gateway in, an HTTP response out.
 *
 * <p>Without the registration a failed start or call could not be reported to Lambda from a native binary: Quarkus registers its
 * report without the methods that it is written by.
 */
@RegisterForReflection(targets = FunctionError.class)
public class TokenFunction {

    private final TokenEndpoint endpoint;

    @Inject
    TokenFunction(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Answers one HTTP request.
     *
     * @param event payload format 2.0 or 1.0
     */
    @Funq
    public GatewayResponse token(GatewayEvent event) {
        return endpoint.answer(event);
    }
}
