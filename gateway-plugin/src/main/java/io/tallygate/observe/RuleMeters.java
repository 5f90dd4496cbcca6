package io.tallygate.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * This instance's hits of rules as meters, for those who watch them where they watch everything else. Bounded: the rules
 * that are hit first have meters of their own, the others share one of each strategy.
 */
public final class RuleMeters implements MeterBinder {

    private final int max;
    private final Map<Name, Hits> byRule = new HashMap<>();
    private final List<MeterRegistry> registries = new ArrayList<>();
    private int ofTheirOwn;

    private record Name(HitKind kind, String rule) {}

    /** What a rule's meters show. */
    private record Hits(LongAdder success, LongAdder failure, LongAdder cancelled) {
        Hits() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        void add(Counts counts) {
            success.add(counts.success());
            failure.add(counts.failure());
            cancelled.add(counts.cancelled());
        }
    }

    /**
     * No meters yet.
     *
     * @param max how many rules may have meters of their own
     */
    public RuleMeters(int max) {
        this.max = max;
    }

    /** Adds what was taken from this instance's counters. */
    public synchronized void add(Map<CounterKey, Counts> taken) {
        taken.forEach((key, counts) -> {
            if (key.kind().isRule() || key.kind() == HitKind.SHADOW) {
                hits(new Name(key.kind(), key.id())).add(counts);
            }
        });
    }

    private Hits hits(Name name) {
        Hits known = byRule.get(name);
        if (known != null) {
            return known;
        }
        boolean own = !name.rule.equals(CounterKey.OTHER);
        if (own && ofTheirOwn == max) {
            return hits(new Name(name.kind, CounterKey.OTHER));
        }
        ofTheirOwn += own ? 1 : 0;
        Hits fresh = new Hits();
        byRule.put(name, fresh);
        registries.forEach(registry -> register(registry, name, fresh));
        return fresh;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        byRule.forEach((name, hits) -> register(registry, name, hits));
    }

    private static void register(MeterRegistry registry, Name name, Hits hits) {
        register(registry, name, "success", hits.success);
        register(registry, name, "failure", hits.failure);
        register(registry, name, "cancelled", hits.cancelled);
    }

    private static void register(MeterRegistry registry, Name name, String outcome, LongAdder hits) {
        FunctionCounter.builder("tallygate.rule.hits", hits, LongAdder::sum)
                .description("Hits of a rule that this instance has counted")
                .baseUnit("hits")
                .tag("rule", name.rule)
                .tag("strategy", name.kind.word())
                .tag("outcome", outcome)
                .register(registry);
    }
}
