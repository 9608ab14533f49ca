package dev.ephemint.infra;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class MutationTest {
    private static final Map<String, Check> CHECKS =
            Check.all().collect(Collectors.toMap(Check::name, Function.identity()));

    static Stream<Mutation> mutations() {
        return Mutation.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void isCaught(Mutation mutation) {
        assertThat(CHECKS).containsKey(mutation.caughtBy());
        assertThat(CHECKS.get(mutation.caughtBy()).faults().apply(mutation.apply()))
                .as(mutation.caughtBy())
                .isNotEmpty();
    }

    @Test
    void everyCheckCatchesSomething() {
        assertThat(mutations().map(Mutation::caughtBy)).containsAll(CHECKS.keySet());
    }
}
