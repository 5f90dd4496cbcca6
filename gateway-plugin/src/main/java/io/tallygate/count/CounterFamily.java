package io.tallygate.count;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The counters of one rule, route or service, one for each node: what a decision refers to. */
public final class CounterFamily {

    private final LocalCounters counters;
    private final HitKind kind;
    private final String id;
    private final String service;
    private final ConcurrentMap<String, Counter> byNode = new ConcurrentHashMap<>();

    CounterFamily(LocalCounters counters, HitKind kind, String id, String service) {
        this.counters = counters;
        this.kind = kind;
        this.id = id;
        this.service = service;
    }

    /** Whether these are the counters of a rule. */
    public boolean isRule() {
        return kind.isRule();
    }

    /** The service that the rule, route or node belongs to. */
    public String service() {
        return service;
    }

    /** The counter of a node; the kind's {@code __other__} where there is no room for one more. */
    public Counter at(String node) {
        Counter counter = byNode.get(node);
        if (counter == null) {
            counter = byNode.computeIfAbsent(node, this::open);
        }
        if (counter != null) {
            return counter;
        }
        letGoIfEmpty();
        return counters.other(kind);
    }

    private @Nullable Counter open(String node) {
        return counters.open(CounterKey.of(kind, id, service, node), this);
    }

    void forget(String node, Counter counter) {
        byNode.remove(node, counter);
        letGoIfEmpty();
    }

    /**
     * A request that still holds the family may open a counter in it after that: it is read like any other, and what two
     * families of a name have counted is added up.
     */
    private void letGoIfEmpty() {
        if (byNode.isEmpty()) {
            counters.forget(this);
        }
    }

    HitKind kind() {
        return kind;
    }

    String id() {
        return id;
    }
}
