package io.tallygate.autoconfigure;

import io.tallygate.redis.Layout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Says in the log that hits are counted, where they go, and where they can be looked at. */
final class StartNote implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger("io.tallygate.Tallygate");

    private final Layout layout;
    private final TallygateProperties properties;

    StartNote(Layout layout, TallygateProperties properties) {
        this.layout = layout;
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        log.info(
                "Tallygate counts every rule and route, in windows of {} s, into Redis under \"{}:\"; {}",
                layout.calendar().window().toSeconds(),
                layout.prefix(),
                page(event.getApplicationContext().getEnvironment()));
    }

    private String page(Environment environment) {
        if (!properties.admin().enabled()) {
            return "the operators' page is off (tallygate.admin.enabled)";
        }
        String port =
                environment.getProperty("local.management.port", environment.getProperty("local.server.port", "?"));
        return "the operators' page is on port " + port + ", " + new AdminSettings(properties).basePath() + "/";
    }
}
