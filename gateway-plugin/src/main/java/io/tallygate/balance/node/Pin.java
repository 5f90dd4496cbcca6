package io.tallygate.balance.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * How the node that a request goes to is picked, noted on its exchange for the load balancer.
 *
 * @param service the service id
 * @param picker picks among the nodes of that service
 */
public record Pin(String service, NodePicker picker) {

    private static final String ATTRIBUTE = Pin.class.getName();

    /** Pins a request to what is picked. */
    public static void to(ServerWebExchange exchange, String service, NodePicker picker) {
        exchange.getAttributes().put(ATTRIBUTE, new Pin(service, picker));
    }

    /** Takes a pin away, such as one from before the request was dispatched again. */
    public static void clear(ServerWebExchange exchange) {
        exchange.getAttributes().remove(ATTRIBUTE);
    }

    static @Nullable Pin in(Map<String, Object> attributes) {
        return (Pin) attributes.get(ATTRIBUTE);
    }
}
