package io.tallygate.redis;

import io.tallygate.flush.Batch;
import io.tallygate.flush.CounterStore;
import io.tallygate.flush.Flaw;
import io.tallygate.flush.LayoutMismatchException;
import io.tallygate.flush.StreamFigures;
import io.tallygate.flush.StreamReport;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    public Mono<Ack> apply(Batch batch, long floor) {
        int shard = batch.shard();
        List<String> args = new ArrayList<>(List.of(
                Long.toString(batch.seq()),
                Long.toString(floor),
                Long.toString(batch.before()),
                batch.period().format(),
                Long.toString(batch.period().from()),
                Long.toString(batch.period().to()),
                batch.period().granularity() == Granularity.WINDOW
                        ? ""
                        : "direct:" + batch.period().granularity().word(),
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
                .map(answer -> new Ack((Long) answer.get(0), (Long) answer.get(1), (Long) answer.get(2)));
    }

    @Override
    public Mono<Known> report(StreamReport report) {
        Map<String, String> settings = settings();
        Map<String, String> fields = fields(report);
        Map<Period, Flaw> flaws = report.flaws();
        List<String> args = new ArrayList<>(List.of(
                report.stream(),
                report.left() ? "1" : "0",
                layout.liveTtl(),
                flaws == null ? "" : Long.toString(report.flawsVersion()),
                Integer.toString(settings.size()),
                Integer.toString(fields.size())));
        settings.forEach((setting, value) -> args.addAll(List.of(setting, value)));
        fields.forEach((field, value) -> args.addAll(List.of(field, value)));
        if (flaws != null) {
            flaws.forEach((period, flaw) -> args.addAll(List.of(period.format(), flaw.lost() + ":" + flaw.merged())));
        }
        return redis.list(
                        Script.REPORT,
                        List.of(
                                keys.layout(),
                                keys.streams(),
                                keys.stream(report.stream()),
                                keys.flaws(report.stream()),
                                keys.rulesHead()),
                        args)
                .map(answer -> {
                    if ((Long) answer.get(0) == MISMATCH) {
                        String setting = (String) answer.get(1);
                        throw new LayoutMismatchException(
                                setting, settings.getOrDefault(setting, ""), (String) answer.get(2), layout.prefix());
                    }
                    return new Known((Long) answer.get(1), (Long) answer.get(0), (String) answer.get(2));
                });
    }

    private static Map<String, String> fields(StreamReport report) {
        StreamFigures figures = report.figures();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", report.name());
        fields.put("since", Long.toString(report.since()));
        fields.put("before", Long.toString(report.acknowledgedBefore()));
        fields.put("left", report.left() ? "1" : "0");
        fields.put("decided", Long.toString(figures.decided()));
        fields.put("inFlight", Long.toString(figures.inFlight()));
        fields.put("waiting", Long.toString(figures.waiting()));
        fields.put("unanswered", Long.toString(figures.unanswered()));
        fields.put("acknowledged", Long.toString(figures.acknowledged()));
        fields.put("lost", Long.toString(figures.lost()));
        return fields;
    }

    @Override
    public Mono<Set<String>> evictionPolicies() {
        return redis.info("memory")
                .filter(line -> line.getKey().endsWith("maxmemory_policy"))
                .map(Map.Entry::getValue)
                .filter(policy -> !policy.equals("noeviction"))
                .collect(Collectors.toSet());
    }

    @Override
    public Duration memory() {
        return layout.liveTime();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SHARDS, Integer.toString(layout.shards().count()));
        settings.put(WINDOW, layout.calendar().window().toSeconds() + "s");
        settings.put(ZONE, layout.calendar().zone().getId());
        return settings;
    }
}
