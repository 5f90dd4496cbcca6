package io.tallygate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.test.StepVerifier;

class FarewellFilterTest {

    private final FarewellFilter filter = new FarewellFilter();
    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/x"));

    @Test
    void leavesConnectionsOpenWhileTheGatewayRuns() {
        filter.start();

        answer(exchange -> exchange.getResponse().setComplete());

        assertThat(exchange.getResponse().getHeaders().headerNames()).doesNotContain("Connection");
    }

    @Test
    void endsTheConnectionOfARequestThatWasUnderWayWhenTheGatewayWasToldToStop() {
        filter.start();

        answer(exchange -> {
            filter.stop();
            return exchange.getResponse().setComplete();
        });

        assertThat(exchange.getResponse().getHeaders().getConnection()).containsExactly("close");
    }

    @Test
    void leavesTheAnswerToAnUpgradeAsItIs() {
        filter.stop();
        MockServerWebExchange upgrade =
                MockServerWebExchange.from(MockServerHttpRequest.get("/x").header("Upgrade", "websocket"));

        StepVerifier.create(filter.filter(upgrade, each -> each.getResponse().setComplete()))
                .expectComplete()
                .verify(Duration.ofSeconds(5));

        assertThat(upgrade.getResponse().getHeaders().headerNames()).doesNotContain("Connection");
    }

    private void answer(WebFilterChain chain) {
        StepVerifier.create(filter.filter(exchange, chain)).expectComplete().verify(Duration.ofSeconds(5));
    }
}
