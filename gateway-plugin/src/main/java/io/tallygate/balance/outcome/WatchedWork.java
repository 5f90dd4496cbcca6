package io.tallygate.balance.outcome;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Work whose end somebody hears of just before whoever waits for it does. It is one operator where Reactor's own would be
 * three, and every request passes through three of these.
 */
final class WatchedWork<T> extends MonoOperator<T, T> {

    private final Watcher watcher;

    WatchedWork(Mono<T> work, Watcher watcher) {
        super(work);
        this.watcher = watcher;
    }

    /** Who hears of the end: of one of these three, and after an end perhaps of a cancellation. */
    interface Watcher {
        void completed();

        void failed(Throwable e);

        void cancelled();
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Between<>(actual, watcher));
    }

    private static final class Between<T> implements CoreSubscriber<T>, Subscription {
        private final CoreSubscriber<? super T> actual;
        private final Watcher watcher;
        private final Context context;
        private Subscription upstream = Operators.emptySubscription();

        Between(CoreSubscriber<? super T> actual, Watcher watcher) {
            this.actual = actual;
            this.watcher = watcher;
            // Kept: it is asked for often, and each operator in between would pass the question on.
            this.context = actual.currentContext();
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T result) {
            actual.onNext(result);
        }

        @Override
        public void onError(Throwable e) {
            watcher.failed(e);
            actual.onError(e);
        }

        @Override
        public void onComplete() {
            watcher.completed();
            actual.onComplete();
        }

        @Override
        public void request(long n) {
            upstream.request(n);
        }

        @Override
        public void cancel() {
            watcher.cancelled();
            upstream.cancel();
        }
    }
}
