package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beside routes of the user's own that read the body too, with the gateway's ReadBody: before the rules, and after. */
class ReadBodyIT {

    private static BodyGateway gateway;

    @Configuration(proxyBeanMethods = false)
    static class ReadBodyRoutes {
        @Bean
        RouteLocator readBodyRoutes(
                RouteLocatorBuilder routes,
                @Value("${spring.cloud.discovery.client.simple.instances.plain[0].uri}") String plain) {
            return routes.routes()
                    .route(
                            "before",
                            route -> route.order(-2000)
                                    .path("/before/**")
                                    .and()
                                    .readBody(String.class, body -> body.contains("silver"))
                                    .filters(filters -> filters.stripPrefix(1).addResponseHeader("X-Route", "before"))
                                    .uri(plain))
                    .route(
                            "after",
                            route -> route.order(1000)
                                    .path("/after/**", "/before/**")
                                    .and()
                                    .readBody(String.class, body -> body.contains("silver") || body.contains("tin"))
                                    .filters(filters -> filters.stripPrefix(1).addResponseHeader("X-Route", "after"))
                                    .uri(plain))
                    .build();
        }
    }

    @BeforeAll
    static void startGateway() {
        gateway = new BodyGateway(List.of(ReadBodyRoutes.class));
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
    }

    /** Which upstream answered through which route; it got what was sent. */
    private static String takenBy(String path, String body) {
        HttpResponse<String> response = Client.post(
                gateway.url() + path + "/echo", BodyPublishers.ofString(body), "Content-Type", "text/plain");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
        return response.headers().firstValue("X-Upstream").orElseThrow() + " "
                + response.headers().firstValue("X-Route").orElse("-");
    }

    @Test
    void matchesOnABodyThatReadBodyHasReadBefore() {
        assertThat(takenBy("/before", "silver and gold")).isEqualTo("plain before");
        assertThat(takenBy("/before", "gold")).isEqualTo("gold -");
        assertThat(takenBy("/before", "tin")).isEqualTo("plain after");
    }

    @Test
    void leavesABodyToReadBodyAfterwards() {
        assertThat(takenBy("/after", "silver and gold")).isEqualTo("gold -");
        assertThat(takenBy("/after", "silver")).isEqualTo("plain after");
    }

    @Test
    void leavesALargeBodyToReadBodyOnEitherSide() {
        String large = "gold and silver" + "x".repeat(100_000);
        assertThat(takenBy("/after", large)).isEqualTo("plain after");
        assertThat(takenBy("/before", large)).isEqualTo("plain before");
        String tin = "gold and tin" + "x".repeat(100_000);
        assertThat(takenBy("/before", tin)).isEqualTo("plain after");
    }
}
