package io.tallygate.gateway;

import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import io.tallygate.TestRedis;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** A gateway with Spring Security's starter, which no other test has on its class path. */
class BootSecurityIT {

    private static final String RULE = Editor.rule("new", "/new/**", "a");

    /** The chains that docs/configuration.md asks for. */
    @Configuration(proxyBeanMethods = false)
    static class Documented {
        @Bean
        @Order(0)
        SecurityWebFilterChain tallygate(ServerHttpSecurity http) {
            return http.securityMatcher(pathMatchers("/tallygate/**"))
                    .authorizeExchange(calls -> calls.anyExchange().authenticated())
                    .httpBasic(withDefaults())
                    .csrf(CsrfSpec::disable)
                    .build();
        }

        @Bean
        SecurityWebFilterChain everythingElse(ServerHttpSecurity http) {
            return http.authorizeExchange(calls -> calls.anyExchange().authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }
    }

    private static GatewayProcess start(TestRedis redis, Upstream upstream, String role, String... flags) {
        File[] starter = Path.of("target", "boot-security").toFile().listFiles();
        assertThat(starter).hasSize(1);
        return GatewayProcess.start(
                List.of(flags),
                System.getProperty("java.class.path") + File.pathSeparator + starter[0],
                redis.port(),
                all(
                        service("order", upstream),
                        AdminGateway.ON_GATEWAY_PORT,
                        "tallygate.admin.access=read-write",
                        "spring.security.user.name=anna",
                        "spring.security.user.password=secret",
                        "spring.security.user.roles=" + role));
    }

    private static String[] login(String... more) {
        String basic = Base64.getEncoder().encodeToString("anna:secret".getBytes(StandardCharsets.UTF_8));
        return all(List.of("Authorization", "Basic " + basic), more).toArray(new String[0]);
    }

    private static HttpResponse<String> change(GatewayProcess gateway) {
        return Client.call("POST", gateway.history().url("/rules"), RULE, login("Content-Type", "application/json"));
    }

    @Test
    void isReadWithALoginAndChangedByNobodyAsLongAsBootsOwnChainIsAllThereIs() {
        try (TestRedis redis = TestRedis.start();
                Upstream upstream = Upstream.start("a");
                GatewayProcess gateway = start(redis, upstream, "TALLYGATE_ADMIN")) {
            String overview = gateway.history().url("/overview");
            assertThat(Client.status(overview)).isEqualTo(401);
            assertThat(Client.status(overview, "Authorization", "Bearer no-token-of-ours"))
                    .isEqualTo(401);
            assertThat(Client.status(overview, login())).isEqualTo(200);
            assertThat(Client.status(gateway.url() + "/tallygate/", login())).isEqualTo(200);
            assertThat(Client.get(gateway.history().url("/access"), login()).body())
                    .contains("\"change\":true", "\"principal\":\"anna\"");

            HttpResponse<String> refused = change(gateway);
            assertThat(refused.statusCode()).as("no CSRF token").isEqualTo(403);
            assertThat(refused.body()).isEqualTo("Access Denied");
        }
    }

    @Test
    void isChangedByTheRoleWithTheChainsOfTheDocumentation() {
        try (TestRedis redis = TestRedis.start();
                Upstream upstream = Upstream.start("a");
                GatewayProcess gateway =
                        start(redis, upstream, "TALLYGATE_ADMIN", GatewayProcess.with(Documented.class))) {
            assertThat(Client.call("POST", gateway.history().url("/rules"), RULE, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(change(gateway).statusCode()).isEqualTo(201);
            assertThat(Client.get(gateway.history().url("/changes"), login()).body())
                    .contains("\"by\":\"anna\"");
            assertThat(Client.status(gateway.url() + "/new/1"))
                    .as("everything else")
                    .isEqualTo(401);
            assertThat(Client.get(gateway.url() + "/new/1", login()).body()).startsWith("a");
        }
    }

    @Test
    void isNotChangedWithoutTheRole() {
        try (TestRedis redis = TestRedis.start();
                Upstream upstream = Upstream.start("a");
                GatewayProcess gateway = start(redis, upstream, "USER", GatewayProcess.with(Documented.class))) {
            HttpResponse<String> refused = change(gateway);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("needs the role TALLYGATE_ADMIN: \\\"anna\\\" has it not");
        }
    }
}
