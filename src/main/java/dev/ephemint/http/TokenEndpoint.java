package dev.ephemint.http;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.ephemint.audit.Trail;
import dev.ephemint.mint.Grant;
import dev.ephemint.mint.Mint;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.mint.TokenRequest;
import org.jboss.logging.Logger;

/** {@code POST /token}: the path of one request, from the gateway's event to the answer. Thread-safe, if what tells the journal is. */
public final class TokenEndpoint {

    static final String PATH = "/token";
    static final String METHOD = "POST";

    private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);

    /** Of a process that ends because no part of it can be trusted any more; the JVM's own for "out of memory". */
    public static final int EXIT_STATUS = 3;

    private final Mint mint;
    private final Consumer<Trail> journal;
    private final Executor afterwards;
    private final Runnable exit;

    /**
     * The endpoint in front of {@code mint}.
     *
     * @param journal is told of every request once it is over
     * @param afterwards tells it, now or when the answer has left
     */
    public TokenEndpoint(Mint mint, Consumer<Trail> journal, Executor afterwards) {
        this(mint, journal, afterwards, () -> Runtime.getRuntime().halt(EXIT_STATUS));
    }

    /** {@code exit} ends the process. */
    TokenEndpoint(Mint mint, Consumer<Trail> journal, Executor afterwards, Runnable exit) {
        this.mint = mint;
        this.journal = journal;
        this.afterwards = afterwards;
        this.exit = exit;
    }

    /**
     * Answers one event, whatever it holds; never throws. Where the machine itself failed, as without memory, the process
     * ends instead: no part of it can be trusted any more, and Lambda starts a new one at once.
     */
    public GatewayResponse answer(GatewayEvent event) {
        Trail trail = new Trail(Clock.systemUTC(), System::nanoTime);
        GatewayResponse answer = answer(event, trail);
        afterwards.execute(() -> tell(trail));
        return answer;
    }

    private void tell(Trail trail) {
        try {
            journal.accept(trail);
        } catch (Throwable unexpected) {
            report(unexpected, trail);
        }
    }

    private GatewayResponse answer(GatewayEvent request, Trail trail) {
        try {
            trail.from(request.requestId(), request.caller());
            GatewayResponse answer = Answers.granted(grant(request, trail));
            trail.ends("granted", answer.statusCode());
            return answer;
        } catch (Refusal refusal) {
            return refused(refusal, trail);
        } catch (Throwable unexpected) {
            report(unexpected, trail);
            return refused(Refusal.of(Problem.INTERNAL), trail);
        }
    }

    private void report(Throwable unexpected, Trail trail) {
        if (unexpected instanceof VirtualMachineError && !(unexpected instanceof StackOverflowError)) {
            exit.run();
        }
        LOG.errorf("internal: request %s failed%n%s", trail.requestId(), StackTrace.withoutMessages(unexpected));
    }

    private static GatewayResponse refused(Refusal refusal, Trail trail) {
        trail.ends(refusal.problem().code(), refusal.problem().status());
        return Answers.refused(refusal, trail.requestId());
    }

    private Grant grant(GatewayEvent request, Trail trail) {
        if (!request.path().equals(PATH)) {
            throw Refusal.of(Problem.NOT_FOUND);
        }
        if (!request.method().equals(METHOD)) {
            throw Refusal.of(Problem.METHOD_NOT_ALLOWED);
        }
        mint.refuseIfDisabled();
        if (!ContentType.isJsonInUtf8(request.contentType())) {
            throw Refusal.of(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
        TokenRequest asked = TokenRequestReader.read(JsonBody.of(request));
        trail.asks(asked.preset(), asked.lifetime());
        return mint.grant(asked, request.caller(), trail);
    }
}
