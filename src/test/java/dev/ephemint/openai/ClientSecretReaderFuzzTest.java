package dev.ephemint.openai;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.Bent;
import dev.ephemint.Corpus;
import dev.ephemint.Corpus.Seed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ClientSecretReaderFuzzTest {

    @Provide
    Arbitrary<Seed> seeds() {
        return Arbitraries.of(Corpus.of("answer"));
    }

    @Provide
    Arbitrary<byte[]> bent() {
        return Bent.bytes(Corpus.of("answer"));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everySeedGivesASecretOrIsInvalid(@ForAll @From("seeds") Seed seed, @ForAll Operation operation) {
        anyAnswerGivesASecretOrIsInvalid(seed.bytes(), operation);
    }

    @Property(seed = "20261158101", edgeCases = EdgeCasesMode.NONE)
    void anyAnswerGivesASecretOrIsInvalid(@ForAll @From("bent") byte[] body, @ForAll Operation operation) {
        try {
            ClientSecret secret = ClientSecretReader.read(body, operation, ScriptedOpenAi.NOW, ScriptedOpenAi.NOW);
            assertThat(secret.value()).matches("ek_[A-Za-z0-9._~+/=-]{1,1024}");
            assertThat(secret.expiresIn()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(121));
            assertThat(new String(body, StandardCharsets.UTF_8)).contains("ek_");
            EffectiveSession session = secret.session();
            ObjectNode whole = session.whole().get();
            assertThat(session.id().orElse(null)).isEqualTo(whole.path("id").textValue());
            assertThat(session.type().orElse(null)).isEqualTo(whole.path("type").textValue());
            assertThat(session.model().orElse(null))
                    .isEqualTo(whole.path("model").textValue());
        } catch (OpenAiException e) {
            assertThat(e.reason()).isEqualTo(OpenAiException.Reason.INVALID);
        }
    }
}
