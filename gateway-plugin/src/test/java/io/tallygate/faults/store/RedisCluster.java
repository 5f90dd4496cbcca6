package io.tallygate.faults.store;

import io.lettuce.core.MigrateArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Redis cluster of three masters with a replica each. */
public final class RedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int AT_ONCE = 2;
    private static final long MIGRATION_MILLIS = 5000;

    private final List<RedisProcess> masters = new ArrayList<>();
    private final List<RedisProcess> replicas = new ArrayList<>();

    private RedisCluster() {}

    /** One whose slots are all served, and whose replicas are up to date. */
    public static RedisCluster start() {
        RedisCluster cluster = new RedisCluster();
        try {
            cluster.startNodes();
            cluster.meet();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void startNodes() {
        for (List<RedisProcess> kind : List.of(masters, replicas)) {
            for (int i = 0; i < MASTERS; i++) {
                kind.add(RedisProcess.start(
                        "cluster-enabled yes",
                        "cluster-node-timeout 2000",
                        "cluster-replica-validity-factor 0",
                        "repl-ping-replica-period 1"));
            }
        }
    }

    private void meet() {
        for (int i = 0; i < MASTERS; i++) {
            int master = i;
            masters.get(i)
                    .commands()
                    .clusterAddSlots(IntStream.range(0, SlotHash.SLOT_COUNT)
                            .filter(slot -> slot % MASTERS == master)
                            .toArray());
            masters.get(i).commands().clusterSetConfigEpoch(i + 1);
        }
        RedisCommands<String, String> first = masters.get(0).commands();
        nodes().skip(1).forEach(node -> first.clusterMeet("127.0.0.1", node.port()));
        eventually(() -> nodes().allMatch(node -> node.commands().clusterInfo().contains("cluster_known_nodes:6")));
        for (int i = 0; i < MASTERS; i++) {
            replicas.get(i).commands().clusterReplicate(id(masters.get(i)));
        }
        eventually(() -> nodes().allMatch(node -> node.commands().clusterInfo().contains("cluster_state:ok"))
                && replicas.stream().allMatch(RedisCluster::isUpToDate));
    }

    private Stream<RedisProcess> nodes() {
        return Stream.concat(masters.stream(), replicas.stream());
    }

    private static boolean isUpToDate(RedisProcess replica) {
        return replica.commands().info("replication").contains("master_link_status:up");
    }

    private static String id(RedisProcess node) {
        return node.commands().clusterMyId();
    }

    /** Where its first node is. */
    public int port() {
        return masters.get(0).port();
    }

    /** How a gateway finds it: all that a user has to set. */
    public List<String> properties() {
        return List.of(
                "spring.data.redis.cluster.nodes="
                        + nodes().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(",")),
                "spring.data.redis.lettuce.cluster.refresh.adaptive=true",
                "spring.data.redis.lettuce.cluster.refresh.period=2s",
                "spring.data.redis.timeout=2s");
    }

    /** Moves the slot of a hash tag from the first master that served it to the next, and does something half-way. */
    public void migrate(String tag, Runnable halfWay) {
        int slot = SlotHash.getSlot(tag);
        RedisProcess from = masters.get(slot % MASTERS);
        RedisProcess to = masters.get((slot + 1) % MASTERS);
        to.commands().clusterSetSlotImporting(slot, id(from));
        from.commands().clusterSetSlotMigrating(slot, id(to));
        migrateKeys(slot, from, to);
        halfWay.run();
        while (migrateKeys(slot, from, to)) {
            // There are more.
        }
        Stream.of(to, from).forEach(node -> node.commands().clusterSetSlotNode(slot, id(to)));
    }

    private static boolean migrateKeys(int slot, RedisProcess from, RedisProcess to) {
        List<String> keys = from.commands().clusterGetKeysInSlot(slot, AT_ONCE);
        if (!keys.isEmpty()) {
            from.commands().migrate("127.0.0.1", to.port(), 0, MIGRATION_MILLIS, MigrateArgs.Builder.keys(keys));
        }
        return !keys.isEmpty();
    }

    /** Kills the master that served the slot of a hash tag at first, and waits until its replica was promoted. */
    public void killMasterOf(String tag) {
        int master = SlotHash.getSlot(tag) % MASTERS;
        masters.get(master).kill();
        eventually(() -> replicas.get(master).commands().info("replication").contains("role:master"));
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(SOON).pollInterval(LOOK).until(condition);
    }

    @Override
    public void close() {
        nodes().forEach(RedisProcess::close);
    }
}
