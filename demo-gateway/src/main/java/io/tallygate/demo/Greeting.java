package io.tallygate.demo;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Says at the start what to open and what to try. */
final class Greeting implements ApplicationListener<ApplicationReadyEvent> {

    private final Environment environment;
    private final int trafficPerSecond;

    Greeting(Environment environment, int trafficPerSecond) {
        this.environment = environment;
        this.trafficPerSecond = trafficPerSecond;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String gateway = "http://localhost:" + environment.getProperty("local.server.port");
        String page = "http://localhost:" + environment.getProperty("local.management.port") + "/tallygate/";
        String api = page + "api";
        String redis = environment.getProperty("spring.data.redis.port", "6379");
        String traffic =
                trafficPerSecond == 0 ? "none (demo.traffic-per-second=0)" : trafficPerSecond + " requests a second";
        System.out.println("""

                  Tallygate demo is up. Gateway %s, Redis on port %s, traffic: %s.

                  Open   %s
                         To change rules there: Enter a token, and give it %s

                  Try    curl -H 'X-Canary: beta' %s/shop
                         curl '%s/rules/header-canary/hits?step=window'
                         curl '%s/nodes/hits?service=order&node=order-2&step=window'

                  Ctrl-C ends it.
                """.formatted(
                        gateway, redis, traffic, page, environment.getProperty(DemoToken.PROPERTY), gateway, api, api));
    }
}
