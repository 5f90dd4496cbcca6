package io.tallygate.demo;

import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Draws the token that may change rules, anew for each start, unless the configuration names one. */
final class DemoToken implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String PROPERTY = "tallygate.admin.tokens.write";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.containsProperty(PROPERTY)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "demo-token", Map.of(PROPERTY, UUID.randomUUID().toString())));
        }
    }
}
