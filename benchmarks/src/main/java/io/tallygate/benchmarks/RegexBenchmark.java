package io.tallygate.benchmarks;

import io.tallygate.match.Decision;
import io.tallygate.match.RuleSet;
import io.tallygate.match.Selection;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** Regexes that a backtracking matcher would never finish, on a body of 64 KiB of the letter a. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegexBenchmark {

    @Param({"(a+)+$", "(a+)+b", "(a|aa)+$", "([a-zA-Z]+)*$", "(.*a){20}"})
    String regex;

    private RuleSet<String> compiled;
    private SampleRequest request;

    /** One rule, one body. */
    @Setup
    public void prepare() {
        MatchDraft match = new MatchDraft(null, "regex", null, null, null, null, regex, null);
        TargetDraft target = new TargetDraft("service", null, null, null);
        Rule rule =
                RuleReader.read(new RuleDraft("rule", "body", true, null, null, null, null, match, null, target, null));
        compiled = RuleSet.compile(List.of(rule), RuleOrder.standard(), Rule::id, (broken, e) -> {
            throw e;
        });
        request = SampleRequest.usual().body("a".repeat(64 * 1024));
    }

    /** One decision. */
    @Benchmark
    public Decision<String> decide() {
        return compiled.decide(request, Selection.ALL);
    }
}
