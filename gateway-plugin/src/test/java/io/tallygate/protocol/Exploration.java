package io.tallygate.protocol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exploration came to.
 *
 * @param states how many states it saw
 * @param breach the first breach of a promise, or null
 * @param trace how it came to that, in as few steps as possible
 * @param settledWith which chances were left where streams had nothing left to do
 */
record Exploration(int states, @Nullable Breach breach, List<String> trace, Set<Budget> settledWith) {

    Exploration {
        trace = List.copyOf(trace);
        settledWith = Set.copyOf(settledWith);
    }

    @Nullable Promise broken() {
        return breach == null ? null : breach.promise();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < trace.size(); i++) {
            text.append(i + 1).append(". ").append(trace.get(i)).append('\n');
        }
        return text.append(breach == null ? "every promise is kept" : breach.promise() + ": " + breach.text())
                .toString();
    }
}
