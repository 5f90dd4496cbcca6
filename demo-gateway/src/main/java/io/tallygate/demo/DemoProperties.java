package io.tallygate.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the demo.
 *
 * @param services whether to start the demo services
 * @param trafficPerSecond how many requests a second to send through the gateway, 0 to 1000; 0 for none
 */
@ConfigurationProperties(prefix = "demo", ignoreUnknownFields = false)
record DemoProperties(
        @DefaultValue("true") boolean services,
        @DefaultValue("20") int trafficPerSecond) {
    DemoProperties {
        if (trafficPerSecond < 0 || trafficPerSecond > 1000) {
            throw new IllegalArgumentException(
                    "demo.traffic-per-second must be 0 to 1000: \"" + trafficPerSecond + "\"");
        }
    }
}
