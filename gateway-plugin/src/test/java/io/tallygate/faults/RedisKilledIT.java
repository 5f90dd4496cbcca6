package io.tallygate.faults;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis crashes under load and comes back with its append-only file. */
class RedisKilledIT {

    private static final Duration AWAY = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec"})
    void goesOnWithWhatTheFileKept(String fsync) {
        try (RedisProcess redis = RedisProcess.start("appendonly yes", "appendfsync " + fsync);
                Site site = Site.start(Plan.on(redis.port()))) {
            site.load();
            site.goOn(2, Duration.ofSeconds(3), () -> {
                redis.kill();
                site.goOn(AWAY);
                redis.run();
            });

            site.takeStock().isWhatHistoryTells();
        }
    }
}
