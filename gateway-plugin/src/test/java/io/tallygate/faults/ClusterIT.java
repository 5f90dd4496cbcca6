package io.tallygate.faults;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A Redis cluster that changes under load. The gateways have nothing but other connection properties. */
class ClusterIT {

    private static final int SHARDS = 16;
    private static final String META = "meta";

    @Test
    void followsSlotsThatMigrate() {
        try (RedisCluster cluster = RedisCluster.start();
                Site site = Site.start(Plan.on(cluster.port()).with(cluster.properties()))) {
            site.load();
            site.goOn(Duration.ofSeconds(2));
            tags().forEach(tag -> cluster.migrate(tag, () -> site.goOn(Duration.ofMillis(400))));
            site.goOn(Duration.ofSeconds(1));

            site.takeStock().isWhatHistoryTells();
        }
    }

    @Test
    void followsAReplicaThatIsPromoted() {
        try (RedisCluster cluster = RedisCluster.start();
                Site site = Site.start(Plan.on(cluster.port()).with(cluster.properties()))) {
            site.load();
            site.goOn(Duration.ofSeconds(4));
            cluster.killMasterOf(META);
            site.goOn(Duration.ofSeconds(4));

            site.takeStock().isWhatHistoryTells();
        }
    }

    private static List<String> tags() {
        return Stream.concat(IntStream.range(0, SHARDS).mapToObj(String::valueOf), Stream.of(META))
                .toList();
    }
}
