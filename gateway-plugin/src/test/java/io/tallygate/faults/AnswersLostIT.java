package io.tallygate.faults;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Redis does what it is asked, and the gateway does not hear of it, or too late. */
class AnswersLostIT {

    private static final Duration LATER_THAN_THE_TIMEOUT = Duration.ofSeconds(3);

    @Test
    void countsOnceWhereOneAnswerInFiveIsLost() {
        try (RedisProcess redis = RedisProcess.start();
                FaultyProxy proxy = FaultyProxy.before(redis.port());
                Site site = Site.start(Plan.on(proxy.port()))) {
            site.load();
            proxy.loseOneAnswerIn(5);
            site.goOn(10, Duration.ofSeconds(1), new SnapshotLock(redis)::cutShort);
            Awaitility.await("answers lost").atMost(Duration.ofMinutes(1)).until(() -> proxy.spoilt() > 20);
            proxy.loseNoAnswer();

            site.takeStock().isWhatHistoryTells();
        }
    }

    @Test
    void countsOnceWhereAnswersComeAfterTheBatchWasSentAgain() {
        try (RedisProcess redis = RedisProcess.start();
                FaultyProxy proxy = FaultyProxy.before(redis.port());
                Site site = Site.start(Plan.on(proxy.port()))) {
            site.load();
            site.goOn(2, Duration.ofSeconds(1), () -> {
                proxy.stallAnswers();
                site.goOn(LATER_THAN_THE_TIMEOUT);
                proxy.flow();
            });

            site.takeStock().isWhatHistoryTells();
        }
    }
}
