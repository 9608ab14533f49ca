package dev.ephemint.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.Bent;
import dev.ephemint.Corpus;
import dev.ephemint.Corpus.Seed;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import dev.ephemint.mint.TokenRequest;
import dev.ephemint.openai.ScriptedOpenAi;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class RequestFuzzTest {

    private static final TokenEndpoint ENDPOINT =
            Endpoints.over(ScriptedOpenAi.answering(ScriptedOpenAi.secret()), () -> {});

    @Provide
    Arbitrary<Seed> bodySeeds() {
        return Arbitraries.of(Corpus.of("request"));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Bent.bytes(Corpus.of("request"));
    }

    @Provide
    Arbitrary<Seed> eventSeeds() {
        return Arbitraries.of(Corpus.of("event"));
    }

    @Provide
    Arbitrary<JsonNode> events() {
        return Bent.json(Corpus.of("event"));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everySeedOfABodyIsReadOrRefused(@ForAll @From("bodySeeds") Seed seed) {
        anyBodyIsReadOrRefused(seed.bytes());
        anyBodyAsTextIsAnswered(seed.bytes());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everySeedOfAnEventIsAnswered(@ForAll @From("eventSeeds") Seed seed) {
        anyEventIsAnswered(seed.tree().orElseThrow());
    }

    @Property(seed = "20261145511", edgeCases = EdgeCasesMode.NONE)
    void anyBodyIsReadOrRefused(@ForAll @From("bodies") byte[] body) {
        GatewayEvent event =
                Events.read(Events.event(Events.V2, Base64.getEncoder().encodeToString(body))
                        .put("isBase64Encoded", true));
        try {
            TokenRequest request = TokenRequestReader.read(JsonBody.of(event));
            assertThat(request.preset()).matches("[a-z0-9][a-z0-9-]{0,62}");
        } catch (Refusal refusal) {
            assertThat(refusal.problem()).isIn(Problem.INVALID_JSON, Problem.INVALID_REQUEST, Problem.BODY_TOO_LARGE);
        }
    }

    @Property(seed = "20261145512", edgeCases = EdgeCasesMode.NONE)
    void anyBodyAsTextIsAnswered(@ForAll @From("bodies") byte[] body) {
        Events.assertWellFormed(
                ENDPOINT.answer(Events.read(Events.event(Events.V1, new String(body, StandardCharsets.UTF_8)))));
    }

    @Property(seed = "20261145513", edgeCases = EdgeCasesMode.NONE)
    void anyEventIsAnswered(@ForAll @From("events") JsonNode event) {
        Events.assertWellFormed(ENDPOINT.answer(Events.read(event)));
    }
}
