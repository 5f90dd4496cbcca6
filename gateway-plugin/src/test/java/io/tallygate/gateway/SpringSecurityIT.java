package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import io.tallygate.TestRedis;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** A gateway that is secured by Spring Security, and has no token. */
class SpringSecurityIT {

    private static final String[] READER = basic("reader");
    private static final String[] ADMIN = basic("admin");

    private static TestRedis redis;
    private static TestGateway gateway;
    private static String api;

    /** What a host would write. A principal is asked for everywhere, but for one call that is left to the API. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class Host {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.securityMatcher(pathMatchers("/tallygate/**"))
                    .authorizeExchange(calls -> calls.pathMatchers("/tallygate/api/room", "/tallygate/api/access")
                            .permitAll()
                            .pathMatchers("/tallygate/api/nothing")
                            .denyAll()
                            .anyExchange()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .csrf(CsrfSpec::disable)
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(
                    User.withUsername("reader")
                            .password("{noop}reader")
                            .roles("USER")
                            .build(),
                    User.withUsername("admin")
                            .password("{noop}admin")
                            .roles("TALLYGATE_ADMIN")
                            .build());
        }
    }

    private static String[] basic(String name) {
        String credentials = name + ":" + name;
        return new String[] {
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
            "Content-Type",
            "application/json"
        };
    }

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        gateway = TestGateway.start(
                redis.port(),
                List.of(Host.class, AdminGateway.Doors.class),
                List.of(AdminGateway.ON_GATEWAY_PORT, "tallygate.admin.access=read-write"));
        api = AdminGateway.api(gateway);
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        redis.close();
    }

    @Test
    void letsAPrincipalRead() {
        assertThat(Client.status(api + "/room")).isEqualTo(401);
        assertThat(Client.status(api + "/room", READER)).isEqualTo(200);
        assertThat(Client.get(api + "/access", READER).body())
                .isEqualTo("{\"read\":true,\"change\":false,\"principal\":\"reader\",\"mode\":\"read-write\","
                        + "\"scheme\":\"principal\"}");
    }

    @Test
    void letsOnlyItsRoleChangeSomething() {
        HttpResponse<String> refused = Client.call("POST", api + "/door", "{}", READER);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("needs the role TALLYGATE_ADMIN: \\\"reader\\\" has it not");
        HttpResponse<String> done = Client.call("POST", api + "/door", "{}", ADMIN);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("\"by\":\"admin\"");
        assertThat(Client.get(api + "/access", ADMIN).body()).contains("\"change\":true");
    }

    @Test
    void respectsWhatTheHostRefuses() {
        assertThat(Client.call("POST", api + "/door", "{}").statusCode()).isEqualTo(401);
        assertThat(Client.status(api + "/nothing", ADMIN)).isEqualTo(403);
        assertThat(Client.get(api + "/nothing", ADMIN).headers().allValues("Cache-Control"))
                .containsExactly("no-store");
    }

    @Test
    void takesABearerThatIsNoneOfOursForWrong() {
        assertThat(Client.status(api + "/room", "Authorization", "Bearer something-else"))
                .isEqualTo(401);
    }
}
