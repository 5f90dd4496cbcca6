package io.tallygate.balance.node;

import io.tallygate.rule.Target;
import io.tallygate.rules.Turn;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Says how the node of a request is picked. */
public final class NodePickers {

    private final NodePicker any =
            new AnyNode(below -> ThreadLocalRandom.current().nextInt(below));
    private final Weights weights = new Weights();

    /**
     * The picker for one request.
     *
     * @param turn the rule's
     * @param value what a sticky rule sticks by; null or empty where the request has no such value
     * @return null where the gateway's own load balancer picks
     */
    public @Nullable NodePicker of(Target target, Turn turn, @Nullable String value) {
        if (target.node() != null) {
            return new Pinned(target.node());
        }
        return switch (target.pick()) {
            case DEFAULT -> null;
            case RANDOM -> any;
            case ROUND_ROBIN -> new RoundRobin(turn);
            case WEIGHTED -> new Weighted(turn, weights);
            case STICKY -> value == null || value.isEmpty() ? null : new Sticky(value);
        };
    }
}
