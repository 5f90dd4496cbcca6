package io.tallygate.match;

import io.tallygate.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set says of a request.
 *
 * @param <C> what is bound to each rule, such as its counters
 */
public sealed interface Decision<C> {

    /**
     * The rule that takes the request, if any, and the shadow rules that would have.
     *
     * @param winner the first rule that matches; null where none does
     * @param shadows the shadow rules that match and stand before the winner, in their order
     */
    record Decided<C>(@Nullable Bound<C> winner, List<Bound<C>> shadows) implements Decision<C> {}

    /** A rule that could still win looks at the body: ask again with the body read, or skipped. */
    record NeedsBody<C>() implements Decision<C> {}

    /** A rule with what is bound to it. */
    record Bound<C>(Rule rule, C bound) {}
}
