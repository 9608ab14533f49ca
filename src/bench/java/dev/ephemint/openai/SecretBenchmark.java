package dev.ephemint.openai;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Reading OpenAI's answer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SecretBenchmark {

    @Benchmark
    public Object readsSecret() {
        return ClientSecretReader.read(CannedOpenAi.BODY, Operation.CLIENT_SECRET, CannedOpenAi.NOW, CannedOpenAi.NOW);
    }
}
