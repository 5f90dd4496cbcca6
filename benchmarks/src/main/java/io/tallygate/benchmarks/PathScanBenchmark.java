package io.tallygate.benchmarks;

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
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The peer of {@link MatchBenchmark} with patterns: the same patterns as Spring's, tried one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathScanBenchmark {

    private static final int REQUESTS = 256;

    @Param({"10", "1000", "100000"})
    int rules;

    private List<PathPattern> patterns;
    private PathContainer[] paths;
    private int next;

    /** Parses patterns and paths beforehand. */
    @Setup
    public void prepare() {
        PathPatternParser parser = new PathPatternParser();
        patterns = IntStream.range(0, rules)
                .mapToObj(n -> parser.parse("/area-" + n % 100 + "/{id}/orders/" + n + "/*"))
                .toList();
        Random random = new Random(1);
        paths = new PathContainer[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            int n = random.nextInt(rules);
            paths[i] = PathContainer.parsePath("/area-" + n % 100 + "/7/orders/" + n + "/lines");
        }
    }

    /** The first pattern that matches. */
    @Benchmark
    public PathPattern pathPatternScan() {
        next = (next + 1) % REQUESTS;
        for (PathPattern pattern : patterns) {
            if (pattern.matches(paths[next])) {
                return pattern;
            }
        }
        throw new IllegalStateException("no pattern matches " + paths[next]);
    }
}
