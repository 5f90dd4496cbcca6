package io.tallygate.gateway;

import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;

import io.tallygate.TestRedis;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.balance.body.SkippedBodies.Reason;
import java.util.List;

/** A gateway with one rule, {@code gold}, for bodies that contain that word; below {@code /plain} all others are taken. */
final class BodyGateway implements AutoCloseable {

    static final int MAX_BYTES = 1000;

    private final TestRedis redis = TestRedis.start();
    private final Upstream gold = Upstream.start("gold");
    private final Upstream plain = Upstream.start("plain");
    private final TestGateway gateway;

    BodyGateway(List<Class<?>> configurations, String... properties) {
        List<String> settings = all(
                service("gold", gold),
                "server.http2.enabled=true",
                "spring.cloud.discovery.client.simple.instances.plain[0].uri=" + plain.url(),
                "spring.cloud.gateway.server.webflux.routes[0].id=plain",
                "spring.cloud.gateway.server.webflux.routes[0].uri=" + plain.url(),
                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/plain/**",
                "spring.cloud.gateway.server.webflux.routes[0].filters[0]=StripPrefix=1",
                "tallygate.body.max-bytes=" + MAX_BYTES,
                // A machine that is busy does not make a body slow.
                "tallygate.body.max-wait=2s",
                "tallygate.rules[0].id=gold",
                "tallygate.rules[0].strategy=body",
                "tallygate.rules[0].match.mode=contains",
                "tallygate.rules[0].match.value=gold",
                "tallygate.rules[0].target.service=gold",
                "tallygate.rules[0].rewrite.strip-prefix=1");
        gateway = TestGateway.start(redis.port(), configurations, all(settings, properties));
    }

    BodyGateway() {
        this(List.of());
    }

    String url() {
        return gateway.url();
    }

    int port() {
        return gateway.port();
    }

    History history() {
        return gateway.history();
    }

    Upstream gold() {
        return gold;
    }

    Upstream plain() {
        return plain;
    }

    long skipped(Reason reason) {
        return gateway.context().getBean(SkippedBodies.class).count(reason);
    }

    @Override
    public void close() {
        gateway.close();
        gold.close();
        plain.close();
        redis.close();
        LeakGuard.assertNothingLeakedAfterAll();
    }
}
