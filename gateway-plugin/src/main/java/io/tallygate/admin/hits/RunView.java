package io.tallygate.admin.hits;

import io.tallygate.history.state.StateRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Periods one after the other that are in the same state.
 *
 * @param missing the instances that have not told of them, at most {@value #MAX_NAMES}; null where there are none
 * @param moreMissing how many others there are; null where there are none
 * @param lost hits that were declared lost; null where there are none
 * @param merged hits that were counted in a coarser period only; null where there are none
 */
public record RunView(
        Instant from,
        Instant to,
        String state,
        @Nullable List<String> missing,
        @Nullable Integer moreMissing,
        @Nullable Long lost,
        @Nullable Long merged) {

    private static final int MAX_NAMES = 20;

    /** The runs as they are told. */
    public static List<RunView> of(List<StateRun> runs) {
        return runs.stream().map(RunView::of).toList();
    }

    private static RunView of(StateRun run) {
        int missing = run.missing().size();
        return new RunView(
                Instant.ofEpochSecond(run.from()),
                Instant.ofEpochSecond(run.to()),
                run.kind().word(),
                missing == 0
                        ? null
                        : run.missing().stream().sorted().limit(MAX_NAMES).toList(),
                missing > MAX_NAMES ? missing - MAX_NAMES : null,
                run.lost() == 0 ? null : run.lost(),
                run.merged() == 0 ? null : run.merged());
    }
}
