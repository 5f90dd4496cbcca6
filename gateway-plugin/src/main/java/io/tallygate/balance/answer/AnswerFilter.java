package io.tallygate.balance.answer;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES;

import io.tallygate.balance.outcome.OutcomeFilter;
import io.tallygate.balance.outcome.OutcomeRecorder;
import io.tallygate.balance.outcome.RequestHit;
import io.tallygate.hit.Cause;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers a request that a rule took and that failed before its response began, where there is an answer for the cause.
 * Whatever status it has, the hit is a failure: it is counted here, before the answer can be taken for the outcome. It
 * stands just inside {@link OutcomeFilter}, and outside everything that retries.
 */
public final class AnswerFilter implements GlobalFilter, Ordered {

    private final OutcomeRecorder recorder;
    private final Map<Cause, Answer> answers;

    public AnswerFilter(OutcomeRecorder recorder, Map<Cause, Answer> answers) {
        this.recorder = recorder;
        this.answers = Map.copyOf(answers);
    }

    @Override
    public int getOrder() {
        return OutcomeFilter.OUTSIDE_WRITING + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).onErrorResume(e -> answer(exchange, e));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Throwable e) {
        RequestHit hit = RequestHit.of(exchange);
        String service = hit == null ? null : hit.serviceOfRule();
        Cause cause = recorder.failure(exchange, e);
        Answer answer = cause == null ? null : answers.get(cause);
        if (hit == null
                || service == null
                || cause == null
                || answer == null
                || exchange.getResponse().isCommitted()) {
            return Mono.error(e);
        }
        recorder.fail(exchange, hit, cause);
        return write(exchange, answer, answer.bytes(cause, service, OutcomeRecorder.missingNode(exchange)));
    }

    private static Mono<Void> write(ServerWebExchange exchange, Answer answer, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        // A node that broke off after its headers has left them here, such as the length of another body.
        Set<String> left = exchange.getAttributeOrDefault(CLIENT_RESPONSE_HEADER_NAMES, Set.of());
        left.forEach(headers::remove);
        headers.clearContentHeaders();
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.setContentType(answer.type());
        headers.setContentLength(body.length);
        headers.setCacheControl("no-store");
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
