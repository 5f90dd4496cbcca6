package io.tallygate.faults;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Redis is stopped where it stands, its connections with it, and goes on later. For 8 s, which is four time-outs; the
 * system property {@code tallygate.faults.pause} names another time, such as {@code PT30S}.
 */
class RedisPausedIT {

    private static final Duration PAUSE = Duration.parse(System.getProperty("tallygate.faults.pause", "PT8S"));
    private static final Duration WINDOW = Duration.ofSeconds(5);

    @Test
    void putsEachHitIntoItsOwnWindow() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port()).withWindow(WINDOW))) {
            site.loadInsideWindows();
            site.goOn(Duration.ofSeconds(3));
            redis.pause();
            site.goOn(PAUSE);
            redis.resume();
            site.goOn(Duration.ofSeconds(3));

            site.takeStock().isWhatHistoryTells().inEachWindow();
        }
    }
}
