package io.tallygate.flush;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/** Looks now and then whether the store may throw data away, and says so. Belongs to the flush's thread. */
final class EvictionWatch {

    private static final Logger log = LoggerFactory.getLogger(EvictionWatch.class);
    private static final long EVERY_NANOS = Duration.ofMinutes(10).toNanos();

    private final CounterStore store;
    private final Scheduler loop;
    private Set<String> policies = Set.of();
    private boolean looked;
    private long lookedAt;

    EvictionWatch(CounterStore store, Scheduler loop) {
        this.store = store;
        this.loop = loop;
    }

    Set<String> policies() {
        return policies;
    }

    void look(long nowNanos) {
        if (looked && nowNanos - lookedAt < EVERY_NANOS) {
            return;
        }
        looked = true;
        lookedAt = nowNanos;
        // Not every Redis lets itself be asked: without an answer nothing is said.
        store.evictionPolicies()
                .publishOn(loop)
                .subscribe(this::found, e -> log.debug("Redis does not tell its maxmemory-policy", e));
    }

    private void found(Set<String> found) {
        if (!found.isEmpty() && !found.equals(policies)) {
            log.warn(
                    "Redis has maxmemory-policy {} and may throw counters and history away; set noeviction, or the"
                            + " numbers cannot be relied on",
                    String.join(", ", found));
        }
        policies = found;
    }
}
