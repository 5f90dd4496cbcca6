package io.tallygate.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallygate.benchmarks.load.LoadedGateway;
import io.tallygate.benchmarks.load.LocalRedis;
import io.tallygate.benchmarks.load.SlowCalls;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import io.tallygate.rule.RuleReader;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.RuleStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints how long it takes until a hundred thousand dynamic rules, all of them changed, are in force at another gateway: a
 * process of its own, whose first round finds it cold. An import has half of them, for that is what one may hold. Then what
 * a gateway does for it, step by step, and the calls that held Redis longest by its own clock (SLOWLOG).
 */
public final class RuleLoadTimes {

    private static final int PORT = 18_384;
    private static final int OTHER = 18_385;
    private static final int RULES = 100_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final String TOKEN = "only-for-the-benchmark-of-rules";
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final PrintStream out;
    private final String api;

    private RuleLoadTimes(PrintStream out, String api) {
        this.out = out;
        this.api = api;
    }

    /** Takes no arguments; the system property {@code rounds} says how often the rules are changed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (LocalRedis redis = LocalRedis.start(PORT);
                SlowCalls slow = SlowCalls.of(redis)) {
            Process other = new ProcessBuilder(Stream.concat(
                                    Stream.of(
                                            ProcessHandle.current()
                                                    .info()
                                                    .command()
                                                    .orElse("java"),
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            LoadedGateway.class.getName()),
                                    Stream.of(properties(redis, OTHER)))
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (ConfigurableApplicationContext gateway =
                    LoadedGateway.start(LoadedGateway.class, properties(redis, 0))) {
                RuleLoadTimes times = new RuleLoadTimes(
                        System.out,
                        "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.management.port")
                                + "/tallygate/api");
                times.rounds();
                times.steps(gateway.getBean(RuleStore.class), gateway.getBean(RulesInForce.class));
                slow.print(times.out);
            } finally {
                other.destroy();
            }
        }
    }

    private static String[] properties(LocalRedis redis, int port) {
        return new String[] {
            "--server.port=" + port,
            "--management.server.port=0",
            "--load.upstream=1",
            "--spring.data.redis.port=" + redis.port(),
            "--tallygate.redis.prefix=rules",
            "--tallygate.admin.access=read-write",
            "--tallygate.admin.tokens.write=" + TOKEN
        };
    }

    private void rounds() throws IOException, InterruptedException {
        // The route for everything leads nowhere.
        while (probe(0) != 500) {
            Thread.sleep(100);
        }
        out.println("round   first half ms   second half ms   then in force at the other ms");
        for (int round = 1; round <= ROUNDS; round++) {
            long first = imported(drafts(0, RULES / 2, round).toList());
            long second = imported(Stream.concat(drafts(RULES / 2, RULES - 1, round), Stream.of(probeRule(round)))
                    .toList());
            long answered = System.nanoTime();
            while (probe(round) != 503) {
                Thread.sleep(10);
            }
            out.printf("%5d   %13d   %14d   %28d%n", round, first, second, millisSince(answered));
        }
    }

    private static Stream<RuleDraft> drafts(int from, int to, int round) {
        return IntStream.range(from, to).mapToObj(n -> Kind.MIXED.rule(n, round));
    }

    /** A rule for a service that nobody has, at a path that is another in each round. */
    private static RuleDraft probeRule(int round) {
        MatchDraft match = new MatchDraft("/probe/" + round, "exact", null, null, null, null, null, null);
        TargetDraft target = new TargetDraft("nowhere", null, null, null);
        return new RuleDraft("probe", "api", null, null, null, null, null, match, null, target, null);
    }

    private long imported(List<RuleDraft> rules) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/rules:import"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(rules)))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the import was answered with " + response.body());
        }
        return millisSince(begun);
    }

    private int probe(int round) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + OTHER + "/probe/" + round);
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private void steps(RuleStore store, RulesInForce rules) {
        out.println("from Redis ms   as rules ms   compiled ms");
        for (int round = 1; round <= ROUNDS; round++) {
            long begun = System.nanoTime();
            Picture picture = Objects.requireNonNull(store.load().block());
            long read = millisSince(begun);
            begun = System.nanoTime();
            List<Rule> all = picture.rules().values().stream()
                    .map(stored -> RuleReader.read(stored.draft()))
                    .toList();
            long parsed = millisSince(begun);
            begun = System.nanoTime();
            rules.compile(all);
            out.printf("%13d   %11d   %11d%n", read, parsed, millisSince(begun));
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
