package io.tallygate.faults;

import io.lettuce.core.KillArgs;
import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator, or too little memory, does to a Redis that runs. */
class RedisInTroubleIT {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration VERY_SHORT = Duration.ofMillis(100);

    @Test
    void sendsItsScriptsAgainWhereTheyWereFlushed() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port()))) {
            site.load();
            site.goOn(15, SHORT, () -> redis.commands().scriptFlush());

            site.takeStock().isWhatHistoryTells();
        }
    }

    @Test
    void connectsAgainWhereItsConnectionsAreKilled() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port()))) {
            site.load();
            site.goOn(
                    50,
                    VERY_SHORT,
                    () -> redis.commands()
                            .clientKill(KillArgs.Builder.typeNormal().skipme()));

            site.takeStock().isWhatHistoryTells();
        }
    }

    @Test
    void keepsItsHitsWhileRedisHasNoMemory() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port()))) {
            site.load();
            site.goOn(2, Duration.ofSeconds(2), () -> {
                redis.commands().configSet("maxmemory", "1");
                site.goOn(Duration.ofSeconds(3));
                redis.commands().configSet("maxmemory", "0");
            });

            site.takeStock().isWhatHistoryTells();
        }
    }
}
