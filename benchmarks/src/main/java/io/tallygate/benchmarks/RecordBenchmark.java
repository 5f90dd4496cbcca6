package io.tallygate.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallygate.count.CounterFamily;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to record a hit whose rule, node and outcome are known, beside other ways to count it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordBenchmark {

    private final LocalCounters counters = new LocalCounters(1000, System::nanoTime);
    private final CounterFamily rule = counters.rule(HitKind.HEADER, "canary", "order");
    private final LongAdder adder = new LongAdder();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private String node = "order-2";

    /** The rule's hit and the node's, as a request ends. */
    @Benchmark
    public void tallygate() {
        rule.at(node).record(Ending.SUCCESS);
        counters.node("order", node).record(Ending.SUCCESS);
    }

    /** The least that any counter can cost. */
    @Benchmark
    public void longAdder() {
        adder.increment();
    }

    /** A Micrometer counter, found by its tags. */
    @Benchmark
    public void micrometerByTags() {
        meters.counter("hits", "strategy", "header", "rule", "canary", "node", node, "outcome", "success")
                .increment();
    }

    /** What the gateway's own metrics filter does when a request ends. */
    @Benchmark
    public void gatewayTimer() {
        Timer.Sample sample = Timer.start(meters);
        sample.stop(meters.timer(
                "spring.cloud.gateway.requests",
                "routeId",
                "canary",
                "routeUri",
                "lb://order",
                "outcome",
                "SUCCESSFUL",
                "status",
                "OK",
                "httpStatusCode",
                "200",
                "httpMethod",
                "GET"));
    }
}
