package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.count.LocalCounters;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The flush's own thread, at short intervals. */
class FlusherTest {

    private static final CounterKey KEY = CounterKey.of(HitKind.NONE, "-", "-", "-");

    private final LocalCounters counters = new LocalCounters(100, System::nanoTime);
    private final MemoryStore store = new MemoryStore(System::currentTimeMillis);

    private Flusher flusher(Duration interval) {
        return new Flusher(
                counters,
                new Calendar(Duration.ofSeconds(1), ZoneOffset.UTC),
                new Shards(4),
                store,
                new StoreClock(Clock.systemUTC(), System::nanoTime),
                new Flusher.Settings("me", interval, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    private Counts total() {
        synchronized (store) {
            return store.hits.values().stream()
                    .map(window -> window.getOrDefault(KEY, Counts.ZERO))
                    .reduce(Counts.ZERO, Counts::plus);
        }
    }

    @Test
    void flushesAtEveryIntervalAndAtEveryWindowsEnd() {
        Flusher flusher = flusher(Duration.ofHours(1));
        flusher.start();
        Set<Long> windows = new TreeSet<>();
        for (int i = 1; i <= 2; i++) {
            // Away from a window's edge, so that there is no doubt about the window.
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
                long millis = System.currentTimeMillis() % 1000;
                return millis > 200 && millis < 700;
            });
            counters.none().record(Ending.SUCCESS);
            windows.add(System.currentTimeMillis() / 1000);
            long expected = i;
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> total().success() == expected);
        }
        assertThat(store.hits.keySet()).isEqualTo(windows);
        assertThat(flusher.status().storeReached()).isTrue();
        flusher.stop();
    }

    @Test
    void flushesWhatIsLeftWhenItStopsAndSaysThatItHasLeft() {
        Flusher flusher = flusher(Duration.ofMillis(50));
        flusher.start();
        for (int i = 0; i < 1000; i++) {
            counters.none().record(Ending.SUCCESS);
        }
        flusher.stop();
        assertThat(total()).isEqualTo(Counts.successes(1000));
        assertThat(store.reports.get(store.reports.size() - 1).left()).isTrue();
    }

    @Test
    void refusesToStartOnAnotherLayout() {
        store.mismatch = new LayoutMismatchException("tallygate.zone", "UTC", "Europe/Berlin", "p");
        assertThatThrownBy(() -> flusher(Duration.ofSeconds(1)).start())
                .isInstanceOf(LayoutMismatchException.class)
                .hasMessageContaining("\"Europe/Berlin\"");
    }

    @Test
    void startsWithoutAStoreAndStopsInTime() {
        store.away = true;
        Flusher flusher = flusher(Duration.ofMillis(50));
        flusher.start();
        counters.none().record(Ending.SUCCESS);
        flusher.stop();
        assertThat(store.hits).isEqualTo(Map.of());
        assertThat(flusher.status().waitingHits()).isEqualTo(1);
    }
}
