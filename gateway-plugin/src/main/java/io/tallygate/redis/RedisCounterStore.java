package io.tallygate.redis;

import io.tallygate.flush.Batch;
import io.tallygate.flush.CounterStore;
import io.tallygate.flush.LayoutMismatchException;
import io.tallygate.flush.StreamReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Counters in Redis: one script applies a batch, one takes a report in. */
final class RedisCounterStore implements CounterStore {

    private static final String SHARDS = "tallygate.redis.shards";
    private static final String WINDOW = "tallygate.window";
    private static final String ZONE = "tallygate.zone";
    private static final long MISMATCH = -1;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;

    RedisCounterStore(RedisCalls redis, Keys keys, Layout layout) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
    }

    @Override
    public Mono<Ack> apply(Batch batch) {
        int shard = batch.shard();
        List<String> args = new ArrayList<>(List.of(
                Long.toString(batch.seq()),
                Long.toString(batch.floor()),
                batch.period().format(),
                Long.toString(batch.period().from()),
                Long.toString(batch.period().to()),
                layout.liveTtl(),
                layout.namesTtl()));
        batch.deltas().forEach((key, delta) -> {
            args.add(key.format());
            args.add(delta.format());
        });
        return redis.list(
                        Script.APPLY,
                        List.of(
                                keys.streamIn(shard, batch.stream()),
                                keys.liveIndex(shard),
                                keys.live(shard, batch.period()),
                                keys.counters(shard),
                                keys.lastHits(shard),
                                keys.sums(shard)),
                        args)
                .map(answer -> new Ack((Long) answer.get(0), (Long) answer.get(1)));
    }

    @Override
    public Mono<Long> report(StreamReport report) {
        Map<String, String> settings = settings();
        List<String> args = new ArrayList<>(List.of(
                report.stream(),
                report.name(),
                Long.toString(report.since()),
                Long.toString(report.acknowledgedBefore()),
                report.left() ? "1" : "0",
                layout.liveTtl()));
        settings.forEach((setting, value) -> {
            args.add(setting);
            args.add(value);
        });
        return redis.list(Script.REPORT, List.of(keys.layout(), keys.streams(), keys.stream(report.stream())), args)
                .map(answer -> {
                    if ((Long) answer.get(0) == MISMATCH) {
                        String setting = (String) answer.get(1);
                        throw new LayoutMismatchException(
                                setting, settings.getOrDefault(setting, ""), (String) answer.get(2), layout.prefix());
                    }
                    return (Long) answer.get(0);
                });
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SHARDS, Integer.toString(layout.shards().count()));
        settings.put(WINDOW, layout.calendar().window().toSeconds() + "s");
        settings.put(ZONE, layout.calendar().zone().getId());
        return settings;
    }
}
