package io.tallygate.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The demo: a gateway with the plugin, and what it needs to have something to show. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(DemoProperties.class)
public class DemoGateway {

    /** Starts the demo; every setting can be given on the command line. */
    public static void main(String[] args) {
        application().run(args);
    }

    static SpringApplication application() {
        SpringApplication gateway = new SpringApplication(DemoGateway.class);
        gateway.addInitializers(new EmbeddedRedis(), new DemoServices(), new DemoToken());
        return gateway;
    }

    @Bean
    Traffic traffic(DemoProperties properties) {
        return new Traffic(properties.trafficPerSecond());
    }

    @Bean
    Greeting greeting(Environment environment, DemoProperties properties) {
        return new Greeting(environment, properties.trafficPerSecond());
    }
}
