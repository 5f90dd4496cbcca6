package io.tallygate.benchmarks;

import io.tallygate.match.RuleSet;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to compile a hundred thousand rules: cold, for each measurement is the first in its JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
public class CompileBenchmark {

    private static final int RULES = 100_000;

    @Param
    Kind kind;

    private List<Rule> written;

    /** Reads the rules beforehand, as they come from configuration. */
    @Setup
    public void write() {
        written = IntStream.range(0, RULES)
                .mapToObj(n -> RuleReader.read(kind.rule(n)))
                .toList();
    }

    /** One compilation. */
    @Benchmark
    public RuleSet<String> compile() {
        return RuleSet.compile(written, RuleOrder.standard(), Rule::id, (rule, e) -> {});
    }
}
