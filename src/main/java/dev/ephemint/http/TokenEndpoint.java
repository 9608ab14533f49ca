package dev.ephemint.http;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.mint.Grant;
import dev.ephemint.mint.Mint;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.mint.TokenRequest;
import org.jboss.logging.Logger;

/** {@code POST /token}: the path of one request, from the gateway's event to the answer. Thread-safe. */
public final class TokenEndpoint {

    static final String PATH = "/token";
    static final String METHOD = "POST";

    private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);
    private static final Pattern JSON_IN_UTF_8 = Pattern.compile(
            "application/json[ \\t]*(?:;[ \\t]*charset=(?:utf-8|\"utf-8\")[ \\t]*)?", Pattern.CASE_INSENSITIVE);

    /** Of a process that ends because no part of it can be trusted any more; the JVM's own for "out of memory". */
    public static final int EXIT_STATUS = 3;

    private final Mint mint;
    private final Runnable exit;

    /** The endpoint in front of {@code mint}. */
    public TokenEndpoint(Mint mint) {
        this(mint, () -> Runtime.getRuntime().halt(EXIT_STATUS));
    }

    /** {@code exit} ends the process. */
    TokenEndpoint(Mint mint, Runnable exit) {
        this.mint = mint;
        this.exit = exit;
    }

    /**
     * Answers one event, whatever it holds; never throws. Where the machine itself failed, as without memory, the process
     * ends instead: no part of it can be trusted any more, and Lambda starts a new one at once.
     */
    public GatewayResponse answer(JsonNode event) {
        String requestId = "";
        try {
            GatewayEvent request = GatewayEvent.of(event);
            requestId = request.requestId();
            return Answers.granted(grant(request));
        } catch (Refusal refusal) {
            return Answers.refused(refusal, requestId);
        } catch (Throwable unexpected) {
            if (unexpected instanceof VirtualMachineError && !(unexpected instanceof StackOverflowError)) {
                exit.run();
            }
            LOG.errorf("internal: request %s failed%n%s", requestId, StackTrace.withoutMessages(unexpected));
            return Answers.refused(Refusal.of(Problem.INTERNAL), requestId);
        }
    }

    private Grant grant(GatewayEvent request) {
        if (!request.path().equals(PATH)) {
            throw Refusal.of(Problem.NOT_FOUND);
        }
        if (!request.method().equals(METHOD)) {
            throw Refusal.of(Problem.METHOD_NOT_ALLOWED);
        }
        mint.refuseIfDisabled();
        if (!isJson(Optional.ofNullable(request.headers().get("content-type")))) {
            throw Refusal.of(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
        TokenRequest asked = TokenRequestReader.read(JsonBody.of(request));
        return mint.grant(asked, request.caller());
    }

    private static boolean isJson(Optional<String> contentType) {
        return contentType.filter(type -> JSON_IN_UTF_8.matcher(type).matches()).isPresent();
    }
}
