package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.site.Stock;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The replica that is promoted does not have the last batches, though they were acknowledged. */
class FailoverIT {

    private static final Duration REPLAY = Duration.ofSeconds(16);
    private static final Duration AN_IDLE_STREAM_LOOKS = REPLAY.dividedBy(4);
    private static final Duration SENDING = Duration.ofSeconds(2);

    private final RedisProcess master = RedisProcess.start();
    /** Where the replica hears of what the master does. */
    private final FaultyProxy replication = FaultyProxy.before(master.port());

    private final RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + replication.port());
    private final FaultyProxy way = FaultyProxy.before(master.port());
    private final Site site =
            Site.start(Plan.on(way.port()).with(List.of("tallygate.replay=" + REPLAY.toSeconds() + "s")));

    @AfterEach
    void stop() {
        site.close();
        way.close();
        replica.close();
        replication.close();
        master.close();
    }

    @Test
    void bringsBackWhatAnIdleStreamHadSent() {
        loadWithAReplicaThatLags();
        Stock stock = site.takeStock();
        stock.isInHistoryWithin(SENDING);

        failOver();

        stock.isInHistoryWithin(AN_IDLE_STREAM_LOOKS.plus(SENDING));
        stock.isWhatHistoryTells();
    }

    @Test
    void bringsBackWhatItHadSentAndGoesOn() {
        loadWithAReplicaThatLags();

        failOver();

        site.goOn(Duration.ofSeconds(4));
        site.takeStock().isWhatHistoryTells();
    }

    private void loadWithAReplicaThatLags() {
        site.load();
        site.goOn(Duration.ofSeconds(3));
        Awaitility.await().until(() -> replica.commands().info("replication").contains("master_link_status:up"));
        replication.refuse();
        site.goOn(Duration.ofSeconds(3));
    }

    private void failOver() {
        assertThat(applied(replica)).as("what the replica has").isPositive().isLessThan(applied(master));
        master.kill();
        replica.commands().replicaofNoOne();
        new SnapshotLock(replica).cutShort();
        way.turnTo(replica.port());
    }

    private static long applied(RedisProcess redis) {
        return redis.commands().keys("tallygate:{*}:sums").stream()
                .mapToLong(sums -> Long.parseLong(redis.commands().hget(sums, "applied")))
                .sum();
    }
}
