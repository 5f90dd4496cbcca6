package io.tallygate.faults.site;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.tallygate.gateway.GatewayProcess;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * All that may help to understand why history is not what it should be: what the gateways said last, how their closing
 * goes and what their threads do, what their streams last reported, and who holds the lock of the elected instance.
 *
 * @param gateways those that were started
 * @param redisPort where the first of them finds Redis
 */
record LastWords(List<GatewayProcess> gateways, int redisPort) {

    private static final String LOCK = "tallygate:{meta}:election:lock:snapshot";
    private static final int TAIL = 3000;
    private static final Pattern OUR_THREAD = Pattern.compile("^\"tallygate-.*\\R(.+\\R){0,15}", Pattern.MULTILINE);
    private static final String END_OF_THREADS = "JNI global refs";
    private static final List<String> CLOSING = List.of("periods", "counters", "time", "failures", "failing");

    String tell() {
        return election() + gateways.stream().map(LastWords::of).collect(Collectors.joining("\n----\n", "\n", "\n"));
    }

    private String election() {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", redisPort));
        try (StatefulRedisConnection<String, String> redis = client.connect()) {
            return "the elected instance's lock: " + redis.sync().get(LOCK) + ", for "
                    + redis.sync().pttl(LOCK) + " ms";
        } catch (RedisException e) {
            return "the elected instance's lock: " + e;
        } finally {
            client.shutdown();
        }
    }

    private static String of(GatewayProcess gateway) {
        String said = gateway.output();
        String tail = said.substring(Math.max(0, said.length() - TAIL));
        if (!gateway.process().isAlive()) {
            return "a gateway that has ended said:\n" + tail;
        }
        gateway.process().tellThreads();
        Awaitility.await().until(() -> gateway.output().contains(END_OF_THREADS));
        String threads = OUR_THREAD
                .matcher(gateway.output().substring(said.length()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        return "a gateway said:\n" + tail + threads + "\nits closing: " + closing(gateway) + "\nstreams: "
                + gateway.history().json("/instances");
    }

    private static String closing(GatewayProcess gateway) {
        return CLOSING.stream()
                .map(meter -> meter + " "
                        + gateway.actuator("/metrics/tallygate.snapshot." + meter)
                                .path("measurements"))
                .collect(Collectors.joining(", "));
    }
}
