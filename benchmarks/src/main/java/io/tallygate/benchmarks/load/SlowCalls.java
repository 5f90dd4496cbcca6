package io.tallygate.benchmarks.load;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scripts that held a Redis for a millisecond or more, by its own clock and log. */
public final class SlowCalls implements AutoCloseable {

    private static final int LOGGED = 100_000;
    private static final Pattern NUMBERED = Pattern.compile("[0-9a-f]{32}|\\d+$");

    private final RedisClient client;
    private final RedisCommands<String, String> redis;

    private SlowCalls(LocalRedis server) {
        client = RedisClient.create("redis://127.0.0.1:" + server.port());
        redis = client.connect().sync();
        redis.configSet("slowlog-log-slower-than", "1000");
        redis.configSet("slowlog-max-len", Integer.toString(LOGGED));
    }

    /** Those from now on. */
    public static SlowCalls of(LocalRedis server) {
        return new SlowCalls(server);
    }

    /** Prints how many there were, and the slowest, for each list of keys. */
    public void print(PrintStream out) {
        Map<String, List<Long>> byKeys = new TreeMap<>();
        for (Object entry : redis.slowlogGet(LOGGED)) {
            List<?> parts = (List<?>) entry;
            List<?> words = (List<?>) parts.get(3);
            if (words.get(0).equals("EVALSHA")) {
                byKeys.computeIfAbsent(keys(words), keys -> new ArrayList<>()).add((Long) parts.get(2));
            }
        }
        out.println("of " + calls() + " calls those that held Redis for 1 ms or more");
        out.println("  >= 1 ms   >= 5 ms   max ms   keys");
        byKeys.forEach((keys, micros) -> out.printf(
                "%9d   %7d   %6.1f   %s%n",
                micros.size(),
                micros.stream().filter(micro -> micro >= 5000).count(),
                Collections.max(micros) / 1e3,
                keys));
    }

    private static String keys(List<?> words) {
        return words.stream()
                .skip(3)
                .limit(Integer.parseInt(String.valueOf(words.get(2))))
                .map(key -> NUMBERED.matcher(String.valueOf(key)).replaceAll("..."))
                .collect(Collectors.joining(" "));
    }

    private String calls() {
        return redis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:"))
                .map(line -> line.replaceAll("cmdstat_evalsha:calls=(\\d+),.*", "$1"))
                .findFirst()
                .orElse("0");
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
