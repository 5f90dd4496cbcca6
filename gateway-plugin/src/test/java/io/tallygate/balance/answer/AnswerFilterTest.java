package io.tallygate.balance.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.outcome.FailureStatuses;
import io.tallygate.balance.outcome.OutcomeFilter;
import io.tallygate.balance.outcome.OutcomeRecorder;
import io.tallygate.balance.outcome.RequestHit;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.Cause;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Which failures are answered, where a friendly page is configured for those of the gateway. */
class AnswerFilterTest {

    private final LocalCounters counters = new LocalCounters(100, () -> 0);
    private final OutcomeRecorder recorder = new OutcomeRecorder(counters, FailureStatuses.of(List.of("500-502")));
    private final AnswerFilter filter =
            new AnswerFilter(recorder, Map.of(Cause.GATEWAY, Answer.of(Cause.GATEWAY, 200, "text/plain", "back soon")));
    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/x"));
    private final RequestHit hit = recorder.begin(exchange);

    private StepVerifier.FirstStep<Void> afterFailing(Throwable e) {
        Route route =
                Route.async().id("all").uri("lb://any").predicate(any -> true).build();
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route);
        return StepVerifier.create(new OutcomeFilter(recorder)
                .filter(exchange, inner -> filter.filter(inner, last -> Mono.error(e))));
    }

    private void takenByARule() {
        hit.wonBy("all", counters.rule(HitKind.API, "rule", "order"));
    }

    private Counts counted() {
        return counters.take().values().stream().reduce(Counts.ZERO, Counts::plus);
    }

    @Test
    void countsAFailureAlthoughNeitherItsAnswerNorItsErrorCountsAsOne() {
        takenByARule();
        afterFailing(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(exchange.getResponse().getBodyAsString().block()).isEqualTo("back soon");
        assertThat(counted()).isEqualTo(Counts.failures(Cause.GATEWAY, 1));
    }

    @Test
    void leavesCausesWithoutAnAnswer() {
        takenByARule();
        afterFailing(new ConnectException()).verifyError(ConnectException.class);

        assertThat(counted()).isEqualTo(Counts.failures(Cause.CONNECT, 1));
    }

    @Test
    void leavesWhatAFilterRefused() {
        takenByARule();
        afterFailing(new ResponseStatusException(HttpStatus.FORBIDDEN)).verifyError(ResponseStatusException.class);

        assertThat(counted()).isEqualTo(Counts.successes(1));
    }

    @Test
    void leavesWhatNoRuleTook() {
        afterFailing(new IllegalStateException()).verifyError(IllegalStateException.class);

        assertThat(exchange.getResponse().getStatusCode()).isNull();
        assertThat(counted()).isEqualTo(Counts.failures(Cause.GATEWAY, 1));
    }

    @Test
    void leavesAResponseThatHasBegun() {
        takenByARule();
        exchange.getResponse().setStatusCode(HttpStatusCode.valueOf(206));
        exchange.getResponse().setComplete().block();
        afterFailing(new IllegalStateException()).verifyError(IllegalStateException.class);

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.PARTIAL_CONTENT);
        assertThat(counted()).isEqualTo(Counts.failures(Cause.GATEWAY, 1));
    }

    @Test
    void leavesWhatIsNotCounted() {
        exchange.getAttributes().clear();
        afterFailing(new IllegalStateException()).verifyError(IllegalStateException.class);

        assertThat(counted()).isEqualTo(Counts.ZERO);
    }
}
