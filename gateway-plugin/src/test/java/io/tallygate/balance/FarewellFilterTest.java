package io.tallygate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
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
        MockServerWebExchange upgrade = asking("websocket");

        StepVerifier.create(filter.filter(upgrade, each -> each.getResponse().setComplete()))
                .expectComplete()
                .verify(Duration.ofSeconds(5));

        assertThat(upgrade.getResponse().getHeaders().headerNames()).doesNotContain("Connection");
    }

    /** As Java's own client does with every request, as long as it may speak HTTP/2. */
    @Test
    void endsTheConnectionOfAClientThatOffersHttp2() {
        filter.stop();
        MockServerWebExchange offer = asking("h2c");

        StepVerifier.create(filter.filter(offer, each -> each.getResponse().setComplete()))
                .expectComplete()
                .verify(Duration.ofSeconds(5));

        assertThat(offer.getResponse().getHeaders().getConnection()).containsExactly("close");
    }

    @Test
    void endsTheConnectionWhereNoWebSocketCameOfIt() {
        filter.stop();
        MockServerWebExchange refused = asking("websocket");
        refused.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);

        StepVerifier.create(filter.filter(refused, each -> each.getResponse().setComplete()))
                .expectComplete()
                .verify(Duration.ofSeconds(5));

        assertThat(refused.getResponse().getHeaders().getConnection()).containsExactly("close");
    }

    private static MockServerWebExchange asking(String upgrade) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/x").header("Upgrade", upgrade));
    }

    private void answer(WebFilterChain chain) {
        StepVerifier.create(filter.filter(exchange, chain)).expectComplete().verify(Duration.ofSeconds(5));
    }
}
