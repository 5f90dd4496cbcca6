package io.tallygate.redis;

import io.tallygate.flush.Flaw;
import io.tallygate.flush.StreamFigures;
import io.tallygate.history.state.PeriodState;
import io.tallygate.history.state.StateStore;
import io.tallygate.history.state.StateText;
import io.tallygate.history.state.StreamRecord;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What streams reported, as one script takes it in and another gives it back, and the states that were kept. */
final class RedisStateStore implements StateStore {

    /** So few at once, because a stream may have a thousand flaws. */
    private static final int AT_ONCE = 20;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;
    private final Clock clock;

    RedisStateStore(RedisCalls redis, Keys keys, Layout layout, Clock clock) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
        this.clock = clock;
    }

    @Override
    public Flux<StreamRecord> streams(long sinceMillis) {
        return redis.withScores(keys.streams(), sinceMillis).buffer(AT_ONCE).concatMap(this::streams);
    }

    private Flux<StreamRecord> streams(List<Map.Entry<String, Long>> reports) {
        List<String> names = reports.stream()
                .flatMap(report -> Stream.of(keys.stream(report.getKey()), keys.flaws(report.getKey())))
                .toList();
        return redis.patientList(Script.STREAMS, names, List.of()).flatMapIterable(found -> {
            List<StreamRecord> streams = new ArrayList<>();
            for (int i = 0; i < reports.size(); i++) {
                Map<String, String> fields = map(found.get(2 * i));
                if (!fields.isEmpty()) {
                    streams.add(stream(reports.get(i), fields, map(found.get(2 * i + 1))));
                }
            }
            return streams;
        });
    }

    private static Map<String, String> map(Object fieldsAndValues) {
        List<?> texts = (List<?>) fieldsAndValues;
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < texts.size(); i += 2) {
            map.put((String) texts.get(i), (String) texts.get(i + 1));
        }
        return map;
    }

    private StreamRecord stream(Map.Entry<String, Long> report, Map<String, String> fields, Map<String, String> flaws) {
        Map<Period, Flaw> byPeriod = new HashMap<>();
        flaws.forEach((period, flaw) -> byPeriod.put(LivePeriods.parse(period, layout.calendar()), flaw(flaw)));
        return new StreamRecord(
                report.getKey(),
                fields.getOrDefault("name", ""),
                number(fields, "since"),
                number(fields, "before"),
                number(fields, "left") == 1,
                report.getValue(),
                new StreamFigures(
                        number(fields, "decided"),
                        number(fields, "inFlight"),
                        number(fields, "waiting"),
                        number(fields, "unanswered"),
                        number(fields, "acknowledged"),
                        number(fields, "lost")),
                byPeriod);
    }

    private static Flaw flaw(String text) {
        int colon = text.indexOf(':');
        return new Flaw(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    private static long number(Map<String, String> fields, String field) {
        return Long.parseLong(fields.getOrDefault(field, "0"));
    }

    @Override
    public Duration memory() {
        return layout.liveTime();
    }

    @Override
    public Duration retention(Granularity granularity) {
        return layout.retention(granularity);
    }

    @Override
    public Mono<Map<Long, PeriodState>> kept(Granularity granularity) {
        return redis.entries(keys.states(granularity)).map(entries -> {
            Map<Long, PeriodState> states = new HashMap<>();
            entries.forEach(
                    (start, state) -> states.put(Long.parseLong(start), StateText.parse(state, layout.calendar())));
            return states;
        });
    }

    @Override
    public Mono<Long> keep(Granularity granularity, Map<Long, PeriodState> states) {
        long oldest = clock.instant().minus(layout.retention(granularity)).getEpochSecond();
        List<String> args = new ArrayList<>(List.of(layout.listTtl(granularity), Long.toString(oldest)));
        states.forEach((start, state) -> args.addAll(List.of(Long.toString(start), StateText.format(state))));
        return redis.list(Script.KEEP, List.of(keys.states(granularity)), args).map(answer -> (Long) answer.get(0));
    }
}
