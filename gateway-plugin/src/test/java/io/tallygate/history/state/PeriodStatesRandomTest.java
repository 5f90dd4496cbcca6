package io.tallygate.history.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.Flaw;
import io.tallygate.flush.StreamFigures;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States beside a plain account of every second: who counted in it, whether it was told, what was declared of it. */
class PeriodStatesRandomTest {

    /** Midnight lies in the middle of an hour. */
    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(10), ZoneId.of("Asia/Kolkata"));

    private static final List<Granularity> STEPS = List.of(Granularity.values());
    private static final long START = Instant.parse("2026-11-19T14:00:00Z").getEpochSecond();
    private static final long LENGTH = Duration.ofHours(9).toSeconds();
    private static final long WINDOW = 600;
    private static final Duration SLACK = Duration.ofSeconds(40);

    /** What holds in one second. */
    private record Second(boolean counted, Set<String> missing, Set<Declared> flaws) {}

    /** A flaw, and whether its stream had gone in that second. */
    private record Declared(Granularity of, boolean lost, boolean gone) {

        /** Of a period that was declared coarser only as much belongs to the stream as it was there for. */
        private boolean touches(Granularity step) {
            return (lost || of.compareTo(step) >= 0) && (of.compareTo(step) <= 0 || !gone);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void areWhatThePlainAccountSays(long seed) {
        Random random = new Random(seed);
        long now = START + random.nextLong(LENGTH);
        List<StreamRecord> streams = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            streams.add(stream(random, "s" + random.nextInt(3), now));
        }
        Map<Long, Second> account = new HashMap<>();
        LongStream.range(START - 86_400, START + LENGTH + 86_400)
                .filter(second -> second % 20 == 0)
                .forEach(second -> account.put(second, second(streams, second)));

        for (Granularity step : Granularity.values()) {
            PeriodStates states = new PeriodStates(streams, CALENDAR, step, SLACK, now * 1000);
            Period period = CALENDAR.containing(step, START);
            while (period.from() < START + LENGTH) {
                PeriodState state = states.of(period);
                assertThat(state.kind())
                        .as("seed %d, %s at %d", seed, period, now)
                        .isEqualTo(kind(account, period, now));
                assertThat(state.missing())
                        .isEqualTo(state.kind() == Kind.PARTIAL ? missing(account, period) : Set.of());
                period = CALENDAR.after(period);
            }
        }
    }

    /** All its times are multiples of 20 seconds. */
    private static StreamRecord stream(Random random, String name, long now) {
        long since = START + 20 * random.nextLong(1 + (now - START) / 20);
        long lastReport = since + 20 * random.nextLong(1 + (now - since) / 20);
        boolean left = lastReport > since && random.nextInt(3) == 0;
        long before =
                left || random.nextBoolean() ? lastReport : since + 20 * random.nextLong(1 + (lastReport - since) / 20);
        Map<Period, Flaw> flaws = new HashMap<>();
        while (random.nextInt(3) == 0) {
            Granularity granularity = STEPS.get(random.nextInt(STEPS.size()));
            // Some are from before the time that it is known to have counted in.
            long second = since - 3000 + random.nextLong(Math.max(1, lastReport - since + 3000));
            flaws.put(
                    CALENDAR.containing(granularity, second), new Flaw(random.nextInt(2) * 3L, random.nextInt(2) * 7L));
        }
        flaws.values().removeIf(flaw -> flaw.lost() + flaw.merged() == 0);
        return new StreamRecord(
                "id", name, since * 1000, before * 1000, left, lastReport * 1000, StreamFigures.ZERO, flaws);
    }

    private static Second second(List<StreamRecord> streams, long second) {
        boolean counted = false;
        Set<String> missing = new TreeSet<>();
        Set<Declared> flaws = new HashSet<>();
        for (StreamRecord stream : streams) {
            long end = stream.left() ? stream.lastReport() : stream.lastReport() + 3 * WINDOW * 1000;
            if (second * 1000 >= stream.since() && second * 1000 < end) {
                counted = true;
                if (!stream.left() && second * 1000 >= stream.before()) {
                    missing.add(stream.name());
                }
            }
            stream.flaws().forEach((period, flaw) -> {
                if (second >= period.from() && second < period.to()) {
                    flaws.add(new Declared(period.granularity(), flaw.lost() > 0, second * 1000 >= end));
                }
            });
        }
        return new Second(counted, missing, flaws);
    }

    private static List<Second> seconds(Map<Long, Second> account, Period period) {
        return LongStream.range(period.from(), period.to())
                .filter(second -> second % 20 == 0)
                .mapToObj(account::get)
                .toList();
    }

    private static Set<String> missing(Map<Long, Second> account, Period period) {
        Set<String> missing = new TreeSet<>();
        seconds(account, period).forEach(second -> missing.addAll(second.missing));
        return missing;
    }

    private static Kind kind(Map<Long, Second> account, Period period, long now) {
        List<Second> seconds = seconds(account, period);
        boolean flawed = seconds.stream()
                .anyMatch(second -> second.flaws.stream().anyMatch(flaw -> flaw.touches(period.granularity())));
        if (!flawed && seconds.stream().noneMatch(Second::counted)) {
            return Kind.ABSENT;
        }
        Set<String> missing = missing(account, period);
        if (now < period.to() || (!missing.isEmpty() && now < period.to() + SLACK.toSeconds())) {
            return Kind.OPEN;
        }
        return missing.isEmpty() && !flawed ? Kind.COMPLETE : Kind.PARTIAL;
    }
}
