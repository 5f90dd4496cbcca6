package io.tallygate.balance.outcome;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Hears how something ends, just before whoever waits for it does: of exactly one end. It is one operator where Reactor's
 * own would be three, and every request passes through four of these.
 */
interface Watch<T> {

    /** An element is about to be handed on. */
    default void passes(T element) {}

    void completed();

    void failed(Throwable e);

    /** Whoever waited does so no longer. */
    void cancelled();

    /** The same work, watched. */
    static <T> Mono<T> over(Mono<T> work, Watch<? super T> watch) {
        return new MonoOperator<>(work) {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                source.subscribe(new Between<>(actual, watch));
            }
        };
    }

    /** The same elements, watched. */
    static <T> Flux<T> over(Flux<T> elements, Watch<? super T> watch) {
        return new FluxOperator<>(elements) {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                source.subscribe(new Between<>(actual, watch));
            }
        };
    }

    /** Stands between what is watched and who waits for it. */
    final class Between<T> implements CoreSubscriber<T>, Subscription {
        private final CoreSubscriber<? super T> actual;
        private final Watch<? super T> watch;
        private final Context context;
        private Subscription upstream = Operators.emptySubscription();
        private volatile boolean ended;

        private Between(CoreSubscriber<? super T> actual, Watch<? super T> watch) {
            this.actual = actual;
            this.watch = watch;
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
        public void onNext(T element) {
            watch.passes(element);
            actual.onNext(element);
        }

        @Override
        public void onError(Throwable e) {
            ended = true;
            watch.failed(e);
            actual.onError(e);
        }

        @Override
        public void onComplete() {
            ended = true;
            watch.completed();
            actual.onComplete();
        }

        @Override
        public void request(long n) {
            upstream.request(n);
        }

        @Override
        public void cancel() {
            if (!ended) {
                watch.cancelled();
            }
            upstream.cancel();
        }
    }
}
