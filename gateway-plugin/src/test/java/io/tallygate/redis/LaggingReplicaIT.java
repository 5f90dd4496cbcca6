package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.report;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ReadFrom;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.RedisProcess;
import io.tallygate.history.CountedId;
import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KeptTotal;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.state.PeriodState;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The host has its reads go to a replica, and that is behind: everything is still read where it is written. */
class LaggingReplicaIT {

    private static final CounterKey KEY = CounterKey.of(HitKind.API, "orders", "order", "a");
    private static final PeriodState NOTHING_MISSING = new PeriodState(PeriodState.Kind.COMPLETE, Set.of(), Map.of());
    private static final String PREFIX = "test";

    /** What a client asks of any Redis that it connects to, and a master of its replica. */
    private static final Set<String> NO_READS =
            Set.of("hello", "client", "info", "role", "ping", "replconf", "psync", "replicaof", "select", "command");

    private RedisProcess master;
    private FaultyProxy way;
    private RedisProcess replica;
    private Stores stores;

    @BeforeEach
    void start() {
        master = RedisProcess.start();
        way = FaultyProxy.before(master.port());
        replica = RedisProcess.start();
        replica.commands().replicaof("127.0.0.1", way.port());
        Awaitility.await().until(() -> replica.commands().info("replication").contains("master_link_status:up"));
        RedisStaticMasterReplicaConfiguration nodes =
                new RedisStaticMasterReplicaConfiguration("127.0.0.1", master.port());
        nodes.addNode("127.0.0.1", replica.port());
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                nodes,
                LettuceClientConfiguration.builder().readFrom(ReadFrom.REPLICA).build());
        connections.afterPropertiesSet();
        connections.start();
        stores = new Stores(connections, PREFIX, 1);
    }

    @AfterEach
    void stop() {
        stores.close();
        replica.close();
        way.close();
        master.close();
    }

    @Test
    void readsWhatTheReplicaHasNotHeardOf() {
        way.stall();
        Period live = window(0);
        Period closed = window(2);
        await(stores.counters().report(report("s")));
        stores.apply("s", 1, 1, closed, Map.of(KEY, Counts.successes(2)));
        stores.close(closed);
        stores.apply("s", 2, 2, live, Map.of(KEY, Counts.successes(3)));

        assertThat(stores.total(Granularity.WINDOW, KEY)).isEqualTo(Counts.successes(5));
        assertThat(await(stores.history()
                        .totals(Granularity.WINDOW, 0, Integer.MAX_VALUE)
                        .map(KeptTotal::entry)
                        .map(entry -> entry.counts().hits())
                        .reduce(0L, Long::sum)))
                .isEqualTo(5);
        assertThat(await(stores.history()
                        .live(live.from())
                        .flatMapIterable(part -> part)
                        .map(Kept::counts)
                        .reduce(Counts.ZERO, Counts::plus)))
                .isEqualTo(Counts.successes(3));
        KnownCounter known = new KnownCounter(KEY, live.from());
        assertThat(await(stores.history().allCounters().collectList())).containsExactly(known);
        assertThat(await(stores.history().counters(HitKind.API).collectList())).containsExactly(known);
        assertThat(await(stores.history()
                        .counters(List.of(new CountedId(HitKind.API, "orders")))
                        .collectList()))
                .containsExactly(known);

        assertThat(await(stores.audit().live(0, Granularity.WINDOW))).isEqualTo(3);
        assertThat(await(stores.audit().listed(0, Granularity.WINDOW, closed.from(), closed.to())))
                .isEqualTo(2);

        assertThat(await(stores.states().streams(0).collectList())).hasSize(1);
        await(stores.states().keep(Granularity.HOUR, Map.of(3600L, NOTHING_MISSING)));
        assertThat(await(stores.states().kept(Granularity.HOUR))).hasSize(1);

        assertThat(await(stores.snapshots().reportedUntil())).isZero();
        assertThat(await(stores.snapshots().due(0, Duration.ZERO, live.to()))).contains(live);
        assertThat(await(stores.snapshots().live(0, live, 10))).containsExactly(KEY);
        assertThat(await(stores.snapshots().forgetOld(0))).isZero();

        assertThat(askedOf(replica)).isSubsetOf(NO_READS);
    }

    private static Set<String> askedOf(RedisProcess redis) {
        return redis.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .map(line -> line.substring("cmdstat_".length(), line.indexOf(':')))
                .collect(Collectors.toSet());
    }
}
