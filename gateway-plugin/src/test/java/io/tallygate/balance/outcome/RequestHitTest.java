package io.tallygate.balance.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.count.LocalCounters;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** A filter of the host's, outside of counting, may try again when the request has been counted. */
class RequestHitTest {

    private static final Ending REFUSED = Ending.failure(Cause.CONNECT);

    private final LocalCounters counters = new LocalCounters(10, System::nanoTime);
    private final RequestHit hit = begin();

    private RequestHit begin() {
        RequestHit hit =
                RequestHit.begin(MockServerWebExchange.from(MockServerHttpRequest.get("/x")), counters.tally());
        hit.own(counters.route("r", "order"));
        return hit;
    }

    private Attempt attempt(RequestHit hit, String node) {
        return hit.attempt(node, counters.node("order", node));
    }

    private static CounterKey node(String node) {
        return CounterKey.of(HitKind.NODE, "-", "order", node);
    }

    private void assertNothingIsUnderWay() {
        assertThat(counters.tally().recordedAtLeast())
                .isEqualTo(counters.tally().allDue());
    }

    @Test
    void countsAnAttemptThatBeginsAfterItWasCountedByItsOwnSignal() {
        attempt(hit, "a").failed(REFUSED);
        hit.count(REFUSED, counters.none());
        attempt(hit, "b").answered(Ending.SUCCESS);

        assertNothingIsUnderWay();
        assertThat(counters.take())
                .containsOnlyKeys(node("a"), node("b"), CounterKey.of(HitKind.ROUTE, "r", "order", "a"))
                .containsEntry(node("b"), Counts.successes(1))
                .containsEntry(CounterKey.of(HitKind.ROUTE, "r", "order", "a"), Counts.failures(Cause.CONNECT, 1));
    }

    @Test
    void countsEachOfMoreAttemptsThatBeginAfterItWasCounted() {
        hit.count(REFUSED, counters.none());
        attempt(hit, "a").failed(REFUSED);
        attempt(hit, "b").abandoned();
        attempt(hit, "c");
        attempt(hit, "d").answered(Ending.failure(Cause.STATUS));

        assertNothingIsUnderWay();
        assertThat(counters.take())
                .containsEntry(node("a"), Counts.failures(Cause.CONNECT, 1))
                .containsEntry(node("d"), Counts.failures(Cause.STATUS, 1));
    }

    @Test
    void isNotDueForAShadowThatComesTooLate() {
        hit.count(REFUSED, counters.none());
        hit.shadowedBy(counters.rule(HitKind.API, "s", "order"));

        assertNothingIsUnderWay();
    }

    @Test
    void leavesNothingUnderWayWhereAnAttemptBeginsJustAsItIsCounted() {
        Phaser together = new Phaser(2);
        for (int i = 0; i < 2000; i++) {
            RequestHit next = begin();
            CompletableFuture<Void> counting = CompletableFuture.runAsync(() -> {
                together.arriveAndAwaitAdvance();
                next.count(Ending.CANCELLED, counters.none());
            });
            together.arriveAndAwaitAdvance();
            attempt(next, "a").abandoned();
            counting.join();
        }
        hit.count(Ending.SUCCESS, counters.none());

        assertNothingIsUnderWay();
    }
}
