package io.tallygate.benchmarks;

import io.tallygate.benchmarks.load.LoadedGateway;
import io.tallygate.benchmarks.load.LocalRedis;
import io.tallygate.benchmarks.load.StoredHits;
import io.tallygate.redis.Layout;
import io.tallygate.redis.RedisStores;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.Disposable;

/**
 * Prints how long calls of the admin API take, over HTTP, one after the other: a rule's day at minute steps, the overview
 * and lists of rules with ten thousand rules that are hit all the time, and the same with a hundred thousand rules.
 */
public final class ReadingTimes {

    private static final int PORT = 18_380;
    private static final int WARM_UP = Integer.getInteger("warm-up", 300);
    private static final int CALLS = Integer.getInteger("calls", 300);
    private static final String ONLY = System.getProperty("only", "");
    private static final int HIT = 10_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final PrintStream out;

    private ReadingTimes(PrintStream out) {
        this.out = out;
    }

    /**
     * Takes no arguments. The system properties {@code calls} and {@code warm-up} say how many calls of each kind are timed,
     * and made before; {@code only} what those have in their paths that are made at all.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (LocalRedis redis = LocalRedis.start(PORT)) {
            ReadingTimes times = new ReadingTimes(System.out);
            times.out.println(
                    "rules     call                                      median ms   p99 ms   max ms   bytes");
            times.run(redis, HIT);
            times.run(redis, 100_000);
        }
    }

    private void run(LocalRedis redis, int rules) throws IOException, InterruptedException {
        try (ConfigurableApplicationContext gateway = LoadedGateway.start(
                LoadedGateway.class,
                "--server.port=0",
                "--management.server.port=0",
                "--load.upstream=1",
                "--load.rules=" + rules,
                "--tallygate.redis.prefix=reading" + rules,
                "--spring.data.redis.port=" + redis.port())) {
            StoredHits hits = new StoredHits(gateway.getBean(RedisStores.class), gateway.getBean(Layout.class));
            hits.today(HIT);
            hits.dayOf("rule-0");
            String api = "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.management.port")
                    + "/tallygate/api";
            Disposable traffic = hits.goOn(HIT);
            for (String call : List.of(
                    "/rules/rule-0/hits?from=" + hits.dayAgo(),
                    "/overview",
                    "/top?limit=100",
                    "/trend?range=minute",
                    "/trend?range=hour",
                    "/rules",
                    "/rules?sort=hits",
                    "/rules?trend=true&sort=hits",
                    "/rules?sort=lastHit",
                    "/rules?q=rule-9999")) {
                if (call.contains(ONLY)) {
                    time(rules, api, call);
                }
            }
            traffic.dispose();
        }
    }

    private void time(int rules, String api, String call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + call)).build();
        List<Long> nanos = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < WARM_UP + CALLS; i++) {
            long begun = System.nanoTime();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(call + " was answered with " + response.statusCode());
            }
            bytes = response.body().length;
            if (i >= WARM_UP) {
                nanos.add(System.nanoTime() - begun);
            }
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        out.printf(
                "%6d    %-40s   %9.1f   %6.1f   %6.1f   %d%n",
                rules,
                call.replaceAll("\\?from=.*", " (a day)"),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 1),
                bytes);
    }

    private static double millis(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1e6;
    }
}
