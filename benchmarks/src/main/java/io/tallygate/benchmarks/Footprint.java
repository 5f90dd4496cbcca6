package io.tallygate.benchmarks;

import io.tallygate.match.RuleSet;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;

/** Prints how much heap a hundred thousand compiled rules take, the rules themselves included, by their kind. */
public final class Footprint {

    private static final int RULES = 100_000;

    private Footprint() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        for (Kind kind : Kind.values()) {
            long before = used();
            RuleSet<String> compiled = compile(kind);
            try {
                out.printf("%-8s %6.1f MB%n", kind, (used() - before) / 1e6);
            } finally {
                Reference.reachabilityFence(compiled);
            }
        }
    }

    private static RuleSet<String> compile(Kind kind) {
        List<Rule> written = IntStream.range(0, RULES)
                .mapToObj(n -> RuleReader.read(kind.rule(n)))
                .toList();
        return RuleSet.compile(written, RuleOrder.standard(), Rule::id, (rule, e) -> {});
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
