package io.tallygate.benchmarks;

import io.tallygate.match.Decision;
import io.tallygate.match.RuleSet;
import io.tallygate.match.Selection;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import java.util.List;
import java.util.Random;
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

/** What it takes to find the rule for a request, by the number of rules and their kind. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatchBenchmark {

    private static final int REQUESTS = 256;

    @Param({"10", "1000", "100000"})
    int rules;

    @Param
    Kind kind;

    @Param({"hit", "miss"})
    String outcome;

    private RuleSet<String> compiled;
    private SampleRequest[] requests;
    private int next;

    /** Compiles the rules and writes the requests; each must be taken, or not, as it should be. */
    @Setup
    public void prepare() {
        List<Rule> written = IntStream.range(0, rules)
                .mapToObj(n -> RuleReader.read(kind.rule(n)))
                .toList();
        compiled = RuleSet.compile(written, RuleOrder.standard(), Rule::id, (rule, e) -> {
            throw e;
        });
        Random random = new Random(1);
        requests = new SampleRequest[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            int n = random.nextInt(rules);
            requests[i] = outcome.equals("hit") ? kind.hit(n) : kind.miss(n);
            String expected = outcome.equals("hit") ? "rule-" + n : "none";
            String winner = winner(compiled.decide(requests[i], Selection.ALL));
            if (!winner.equals(expected)) {
                throw new IllegalStateException(kind + ": expected " + expected + ", got " + winner);
            }
        }
    }

    private static String winner(Decision<String> decision) {
        Decision.Bound<String> winner = ((Decision.Decided<String>) decision).winner();
        return winner == null ? "none" : winner.bound();
    }

    /** One decision. */
    @Benchmark
    public Decision<String> decide() {
        next = (next + 1) % REQUESTS;
        return compiled.decide(requests[next], Selection.ALL);
    }
}
