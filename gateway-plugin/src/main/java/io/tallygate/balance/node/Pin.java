package io.tallygate.balance.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The node that a request must go to.
 *
 * @param service the service id
 * @param node the instance id
 */
public record Pin(String service, String node) {

    private static final String ATTRIBUTE = Pin.class.getName();

    /** Pins a request. */
    public static void to(ServerWebExchange exchange, String service, String node) {
        exchange.getAttributes().put(ATTRIBUTE, new Pin(service, node));
    }

    /** Takes a pin away, such as one from before the request was dispatched again. */
    public static void clear(ServerWebExchange exchange) {
        exchange.getAttributes().remove(ATTRIBUTE);
    }

    static @Nullable Pin in(Map<String, Object> attributes) {
        return (Pin) attributes.get(ATTRIBUTE);
    }
}
