package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.sync.RedisCommands;
import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Redis crashes under load and comes back with nothing. */
class RedisEmptiedIT {

    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final Duration REPLAY = Duration.ofSeconds(6);

    @Test
    void getsBackWhatIsYoungAndTellsHowMuchIsLost() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port())
                        .withWindow(WINDOW)
                        .with(List.of("tallygate.replay=" + REPLAY.toSeconds() + "s")))) {
            site.loadInsideWindows();
            site.goOn(Duration.ofSeconds(14));
            Instant killed = Instant.now();
            redis.kill();
            site.goOn(Duration.ofSeconds(2));
            redis.run();
            site.goOn(Duration.ofSeconds(4));

            site.takeStock()
                    .isWhatHistoryTellsAnd(() -> declaredLost(redis.commands()))
                    .inEachWindowFrom(killed.minus(REPLAY));
            assertThat(declaredLost(redis.commands())).isPositive();
        }
    }

    /** What all streams have lost, in all shards. */
    private static long declaredLost(RedisCommands<String, String> redis) {
        return redis.keys("tallygate:{*}:stream:*").stream()
                .filter(stream -> !stream.contains("{meta}"))
                .map(stream -> redis.hget(stream, "lost"))
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .sum();
    }
}
