package io.tallygate.flush;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What lies between an instance and a store that is all right: it decides anew for each call what becomes of it. */
final class UnreliableNetwork implements CounterStore {

    private static final Duration SLOWLY = Duration.ofMillis(900);
    private static final Duration LATE = Duration.ofSeconds(7);

    private final CounterStore store;
    private volatile Supplier<Fate> fate;

    /** What becomes of a call. */
    enum Fate {
        ARRIVES,
        ARRIVES_SLOWLY,
        IS_REFUSED,
        IS_LOST,
        ITS_ANSWER_IS_LOST,
        ITS_ANSWER_BREAKS_OFF,
        /** It reaches the store long after the caller gave up. */
        ARRIVES_LATE
    }

    UnreliableNetwork(CounterStore store, Supplier<Fate> fate) {
        this.store = store;
        this.fate = fate;
    }

    void becomesReliable() {
        fate = () -> Fate.ARRIVES;
    }

    @Override
    public Mono<Ack> apply(Batch batch, long floor) {
        return carry(store.apply(batch, floor));
    }

    @Override
    public Mono<Known> report(StreamReport report) {
        return carry(store.report(report));
    }

    @Override
    public Mono<Set<String>> evictionPolicies() {
        return carry(store.evictionPolicies());
    }

    @Override
    public Duration memory() {
        return store.memory();
    }

    private <T> Mono<T> carry(Mono<T> call) {
        return Mono.defer(() -> switch (fate.get()) {
            case ARRIVES -> call;
            case ARRIVES_SLOWLY -> Mono.delay(SLOWLY).then(call);
            case IS_REFUSED -> Mono.error(new IllegalStateException("refused"));
            case IS_LOST -> Mono.never();
            case ITS_ANSWER_IS_LOST -> call.then(Mono.never());
            case ITS_ANSWER_BREAKS_OFF -> call.then(Mono.error(new IllegalStateException("broken off")));
            case ARRIVES_LATE -> {
                Schedulers.parallel().schedule(call::subscribe, LATE.toMillis(), TimeUnit.MILLISECONDS);
                yield Mono.never();
            }
        });
    }
}
