package io.tallygate.gateway;

import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;

import io.tallygate.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A gateway for a class of tests whose rules are changed over HTTP: a service "order" with the nodes a and b, and one rule
 * of the configuration, "static".
 */
abstract class EditedGateway {

    static TestRedis redis;
    static Upstream a;
    static Upstream b;
    static TestGateway gateway;
    static Editor editor;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        a = Upstream.start("a");
        b = Upstream.start("b");
        gateway = TestGateway.start(
                redis.port(),
                all(
                        all(service("order", a, b), Editor.LETS_CHANGE),
                        "tallygate.rules[0].id=static",
                        "tallygate.rules[0].strategy=api",
                        "tallygate.rules[0].match.path=/static/**",
                        "tallygate.rules[0].target.service=order"));
        editor = new Editor(gateway);
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        a.close();
        b.close();
        redis.close();
    }

    /** What a client is answered at a path. */
    static String answer(String path) {
        return Client.get(gateway.url() + path).body();
    }
}
