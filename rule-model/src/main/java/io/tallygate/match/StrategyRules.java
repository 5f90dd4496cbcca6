package io.tallygate.match;

import io.tallygate.match.condition.Body;
import io.tallygate.match.index.Candidate;
import io.tallygate.match.index.Filing;
import io.tallygate.match.index.Index;
import io.tallygate.match.index.Search;
import io.tallygate.rule.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one strategy, filed. Those that read bodies are filed apart: they are left alone where the body was
 * skipped, and cannot be found by it while it is unread.
 */
final class StrategyRules {

    private final Strategy strategy;
    private final @Nullable Index plain;
    private final @Nullable Index beforeBody;
    private final @Nullable Index withBody;

    /** At least one rule, in the order of their ranks. */
    StrategyRules(List<Candidate> inOrder) {
        this.strategy = inOrder.get(0).rule().strategy();
        List<Candidate> reading = inOrder.stream().filter(Candidate::readsBody).toList();
        List<Candidate> others =
                inOrder.stream().filter(candidate -> !candidate.readsBody()).toList();
        this.plain = others.isEmpty() ? null : Filing.of(others);
        this.beforeBody = reading.isEmpty() ? null : Filing.withoutBody(reading);
        this.withBody = reading.isEmpty() ? null : Filing.of(reading);
    }

    Strategy strategy() {
        return strategy;
    }

    void offerTo(Search search, Body body) {
        if (plain != null) {
            plain.offerTo(search);
        }
        Index reading = body == Body.UNREAD ? beforeBody : withBody;
        if (reading != null && body != Body.SKIPPED) {
            reading.offerTo(search);
        }
    }
}
