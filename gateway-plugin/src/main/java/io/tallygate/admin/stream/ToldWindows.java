package io.tallygate.admin.stream;

import io.tallygate.history.state.PeriodState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How the last windows were when they were told of. All listeners together have one such memory: a window may change
 * while nobody listens. Windows are named by their starts, in seconds since the epoch.
 */
final class ToldWindows {

    private final ConcurrentNavigableMap<Long, Told> byStart = new ConcurrentSkipListMap<>();

    /**
     * What was told.
     *
     * @param state the state before the numbers were read
     * @param again when it was told again, in seconds since the epoch; 0 if it was not
     */
    private record Told(PeriodState state, long again) {}

    /** The windows that are told of. */
    List<Long> starts() {
        return List.copyOf(byStart.keySet());
    }

    /** A window was told of. What others were told of it before stays: they have to be told what is different. */
    void told(long start, PeriodState state) {
        byStart.putIfAbsent(start, new Told(state, 0));
    }

    /** Everybody who listened was told of a window again. */
    void toldAgain(long start, PeriodState state, long second) {
        byStart.put(start, new Told(state, second));
    }

    /** Those that are final, and in another state than was told. */
    List<Long> changed(Map<Long, PeriodState> now) {
        return byStart.entrySet().stream()
                .filter(told -> {
                    PeriodState state = now.get(told.getKey());
                    return state != null && state.isFinal() && !state.equals(told.getValue().state);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that were told of again since a second. */
    List<Long> againSince(long second) {
        return byStart.entrySet().stream()
                .filter(told -> told.getValue().again >= second)
                .map(Map.Entry::getKey)
                .toList();
    }

    void forgetBefore(long second) {
        byStart.headMap(second).clear();
    }
}
