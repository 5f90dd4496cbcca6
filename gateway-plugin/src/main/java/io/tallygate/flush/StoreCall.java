package io.tallygate.flush;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One call to the store, which comes to an answer or to a failure whatever happens: also where it cannot even be made,
 * such as for want of a thread. Reactor throws such errors at whoever subscribes, and tells nobody.
 */
final class StoreCall<T> extends BaseSubscriber<T> {

    private final Consumer<T> answered;
    private final Consumer<Throwable> failed;

    StoreCall(Consumer<T> answered, Consumer<Throwable> failed) {
        this.answered = answered;
        this.failed = failed;
    }

    /**
     * Makes it.
     *
     * @param atMost how long the answer is waited for
     * @param loop where it is heard
     */
    void make(Supplier<Mono<T>> call, Duration atMost, Scheduler loop) {
        try {
            call.get()
                    .timeout(atMost)
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("the store gave no answer")))
                    .publishOn(loop)
                    .subscribe(this);
        } catch (RuntimeException | Error e) {
            dispose();
            failed.accept(e);
        }
    }

    @Override
    protected void hookOnNext(T answer) {
        try {
            answered.accept(answer);
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    @Override
    protected void hookOnError(Throwable e) {
        failed.accept(e);
    }
}
